namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Which elements make a feed, which make an entry, and which hold text that may be markup.</summary>
internal static class FeedRoots
{
    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        "title",
        "description",
        "summary",
        "content",
        "content:encoded",
        "subtitle",
        "tagline",
        "rights",
        "copyright",
        "info",
        "body",
        "fulltext",
        "xhtml:body",
        "dc:title",
        "dc:description",
        "dc:rights",
        "itunes:summary",
        "itunes:subtitle",
        "itunes:title",
        "media:title",
        "media:description",
        "media:text",
        "atom:title",
        "atom:summary",
        "atom:content",
        "atom:rights",
        "media:copyright",
        "guid",
        "link",
        "pubDate",
        "category",
    };

    private static readonly HashSet<string> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        "title",
        "link",
        "guid",
        "pubDate",
        "description",
        "category",
        "author",
        "comments",
        "enclosure",
        "content:encoded",
        "dc:creator",
        "dc:date",
        "updated",
        "published",
        "id",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FieldLookup = Fields.GetAlternateLookup<
        ReadOnlySpan<char>
    >();

    /// <summary>Whether a tag begins a field of an entry, so that a text left open before it ends there.</summary>
    public static bool IsField(ReadOnlySpan<char> tag) => FieldLookup.Contains(tag);

    public static bool IsRoot(string name) =>
        name.Equals("rss", StringComparison.OrdinalIgnoreCase)
        || name.Equals("feed", StringComparison.OrdinalIgnoreCase)
        || name.Equals("channel", StringComparison.OrdinalIgnoreCase)
        || name.Equals("rdf", StringComparison.OrdinalIgnoreCase)
        || name.Equals("rdf:RDF", StringComparison.OrdinalIgnoreCase);

    public static bool IsEntry(string name) =>
        name.Equals("item", StringComparison.OrdinalIgnoreCase) || name.Equals("entry", StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands within is not looked into, however well or badly it is formed.</summary>
    public static bool HoldsText(string name) => Texts.Contains(name);
}
