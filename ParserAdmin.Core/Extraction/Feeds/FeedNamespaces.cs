using ParserAdmin.Core.Extraction.Markup;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>
/// Gives each element the name by which people know it, whatever prefix this feed has chosen, and each name only once as a string.
/// </summary>
internal sealed class FeedNamespaces
{
    private const int MaxNames = 10_000;

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["purl.org/dc/elements/1.1"] = "dc",
        ["purl.org/dc/elements/1.0"] = "dc",
        ["purl.org/dc/terms"] = "dcterms",
        ["purl.org/rss/1.0/modules/content"] = "content",
        ["search.yahoo.com/mrss"] = "media",
        ["video.search.yahoo.com/mrss"] = "media",
        ["www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["www.w3.org/2005/atom"] = "atom",
        ["purl.org/atom/ns#"] = "atom",
        ["www.w3.org/1999/02/22-rdf-syntax-ns#"] = "rdf",
        ["purl.org/rss/1.0"] = "",
        ["my.netscape.com/rdf/simple/0.9"] = "",
        ["channel.netscape.com/rdf/simple/0.9"] = "",
        ["backend.userland.com/rss2"] = "",
        ["www.w3.org/1999/xhtml"] = "xhtml",
        ["podcastindex.org/namespace/1.0"] = "podcast",
        ["base.google.com/ns/1.0"] = "g",
        ["www.youtube.com/xml/schemas/2015"] = "yt",
        ["purl.org/rss/1.0/modules/slash"] = "slash",
        ["purl.org/rss/1.0/modules/syndication"] = "sy",
        ["wellformedweb.org/commentapi"] = "wfw",
        ["www.georss.org/georss"] = "georss",
        ["purl.org/syndication/thread/1.0"] = "thr",
    };

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public FeedNamespaces() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether plain names are Atom's, so that "atom:title" is "title".</summary>
    public bool IsAtom { get; set; }

    /// <summary>Takes notice of the namespaces that a tag declares.</summary>
    public void Declare(string document, Slice attributes)
    {
        if (!attributes.In(document).Contains("xmlns", StringComparison.OrdinalIgnoreCase))
            return;
        foreach (var attribute in MarkupAttributes.All(document, attributes))
        {
            var name = attribute.Name.In(document);
            if (
                name.StartsWith("xmlns:", StringComparison.OrdinalIgnoreCase)
                && _prefixes.Count < MaxNames
                && Find(attribute.Value.In(document)) is { } usual
                && _prefixes.TryAdd(name[6..].ToString(), usual)
            )
            {
                _names.Clear();
            }
        }
    }

    /// <summary>The usual name of a tag.</summary>
    public string Name(ReadOnlySpan<char> tag)
    {
        if (_lookup.TryGetValue(tag, out var known))
            return known;
        var name = Usual(tag);
        if (_names.Count < MaxNames)
            _names[tag.ToString()] = name;
        return name;
    }

    /// <summary>The usual prefix of a namespace; null for one that we have no name for.</summary>
    public static string? Find(ReadOnlySpan<char> address)
    {
        var text = address.Trim();
        var start = text.IndexOf("://");
        return Known.GetValueOrDefault((start < 0 ? text : text[(start + 3)..]).TrimEnd('/').ToString());
    }

    private string Usual(ReadOnlySpan<char> tag)
    {
        var colon = tag.IndexOf(':');
        if (colon < 0)
            return tag.ToString();
        var local = tag[(colon + 1)..].ToString();
        var prefix = tag[..colon].ToString();
        prefix = _prefixes.GetValueOrDefault(prefix, prefix);
        return prefix.Length == 0 || (IsAtom && prefix == "atom") ? local : $"{prefix}:{local}";
    }
}
