using ParserAdmin.Core.Extraction.Markup;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>An entry of RSS, RDF or Atom: a list of where its elements stand, decoded only as far as someone asks.</summary>
internal sealed class FeedEntry(
    string document,
    FeedElement[] elements,
    Slice attributes,
    bool isAtom,
    IReadOnlyDictionary<string, string>? entities
) : IFeedEntry
{
    public IEnumerable<string> Find(string name, string? attribute)
    {
        if (attribute is not null)
            return Anywhere(name).Select(element => Attribute(element, attribute)).OfType<string>();
        return FeedNames.Find(name) is { } named ? named(this) : Anywhere(name).Select(Text);
    }

    /// <summary>The entry's own children of that name.</summary>
    public IEnumerable<FeedElement> All(string name)
    {
        foreach (var element in elements)
        {
            if (element.Depth == 0 && element.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                yield return element;
        }
    }

    /// <summary>Elements of that name, also within others: media:content in a media:group.</summary>
    public IEnumerable<FeedElement> Anywhere(string name) =>
        elements.Where(element => element.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The texts of the children of that name, the empty ones left out.</summary>
    public IEnumerable<string> Texts(string name) => All(name).Select(Text).Where(text => text.Length > 0);

    /// <summary>The first text that one of the names has, as a list of at most one.</summary>
    public string[] FirstOf(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var element in elements)
            {
                if (
                    element.Depth == 0
                    && element.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                    && Text(element) is { Length: > 0 } text
                )
                {
                    return [text];
                }
            }
        }

        return [];
    }

    public string Text(FeedElement element) => FeedText.Read(document, element, isAtom, entities);

    /// <summary>The text of a child of this element, or null.</summary>
    public string? Child(FeedElement element, string name)
    {
        var at = IndexOf(element) + 1;
        for (; at < elements.Length && elements[at].Depth > element.Depth; at++)
        {
            var local = elements[at].Name.AsSpan()[(elements[at].Name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (elements[at].Depth == element.Depth + 1 && local.Equals(name, StringComparison.OrdinalIgnoreCase))
                return Text(elements[at]) is { Length: > 0 } text ? Address(elements[at], text, name) : null;
        }

        return null;
    }

    public string? Attribute(FeedElement element, string name) =>
        MarkupAttributes.Find(document, element.Attributes, name) is { Length: > 0 } value ? Address(element, value, name) : null;

    // They stand in the document's order.
    private int IndexOf(FeedElement element)
    {
        var (low, high) = (0, elements.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = elements[middle].Content.Start < element.Content.Start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>An attribute of the entry itself.</summary>
    public string? Attribute(string name) => MarkupAttributes.Find(document, attributes, name);

    /// <summary>An address made absolute by the xml:base in force; where there is none it stays as it is.</summary>
    public static string Absolute(FeedElement element, string link) =>
        element.Base is { } address && WebAddress.Resolve(address, link) is { } found ? found.AbsoluteUri : link;

    private static string Address(FeedElement element, string text, string name) =>
        name is "href" or "url" or "uri" or "src" or "homepage" ? Absolute(element, text) : text;
}
