namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Which elements make a feed, which make an entry, and which hold text that may be markup.</summary>
internal static class FeedRoots
{
    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        "title", "description", "summary", "content", "content:encoded", "subtitle", "tagline", "rights", "copyright", "info", "body", "fulltext",
        "xhtml:body", "dc:title", "dc:description", "dc:rights", "itunes:summary", "itunes:subtitle", "itunes:title", "media:title",
        "media:description", "media:text", "atom:title", "atom:summary", "atom:content", "atom:rights", "media:copyright", "guid", "link", "pubDate", "category",
    };

    public static bool IsRoot(string name) =>
        name.Equals("rss", StringComparison.OrdinalIgnoreCase) || name.Equals("feed", StringComparison.OrdinalIgnoreCase)
        || name.Equals("channel", StringComparison.OrdinalIgnoreCase) || name.Equals("rdf", StringComparison.OrdinalIgnoreCase)
        || name.Equals("rdf:RDF", StringComparison.OrdinalIgnoreCase);

    public static bool IsEntry(string name) =>
        name.Equals("item", StringComparison.OrdinalIgnoreCase) || name.Equals("entry", StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands within is not looked into, however well or badly it is formed.</summary>
    public static bool HoldsText(string name) => Texts.Contains(name);
}
