namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Which of an entry's links is the entry's own page.</summary>
internal static class FeedLinks
{
    /// <summary>The page; else the guid that says it is one.</summary>
    public static string? Main(FeedEntry entry) =>
        Plain(entry).LastOrDefault()
        ?? Related(entry, "alternate").FirstOrDefault()
        ?? Permalink(entry)
        ?? entry
            .All("link")
            .Concat(entry.All("atom:link"))
            .Select(element => entry.Attribute(element, "href"))
            .FirstOrDefault(href => href is not null);

    /// <summary>Every address that the entry links to, each once.</summary>
    public static IEnumerable<string> All(FeedEntry entry) =>
        entry
            .All("link")
            .Concat(entry.All("atom:link"))
            .Where(element => entry.Attribute(element, "rel") is not "enclosure")
            .Select(element => entry.Attribute(element, "href") ?? FeedEntry.Absolute(element, entry.Text(element)))
            .Where(link => link.Length > 0)
            .Distinct();

    public static IEnumerable<FeedElement> Enclosing(FeedEntry entry) =>
        entry.All("link").Concat(entry.All("atom:link")).Where(element => entry.Attribute(element, "rel") is "enclosure");

    /// <summary>RFC 5005: the feed goes on there.</summary>
    public static IEnumerable<string> Next(FeedEntry head) => Related(head, "next");

    // RSS: the text, and where a feed gives several, the last counts, as readers have always had it.
    private static IEnumerable<string> Plain(FeedEntry entry) =>
        entry
            .All("link")
            .Where(element => entry.Attribute(element, "rel") is null)
            .Select(element =>
                entry.Text(element) is { Length: > 0 } text ? FeedEntry.Absolute(element, text) : entry.Attribute(element, "href")
            )
            .OfType<string>();

    private static IEnumerable<string> Related(FeedEntry entry, string relation) =>
        entry
            .All("link")
            .Concat(entry.All("atom:link"))
            .Where(element => (entry.Attribute(element, "rel") ?? "alternate") == relation)
            .Select(element => entry.Attribute(element, "href"))
            .OfType<string>();

    private static string? Permalink(FeedEntry entry)
    {
        foreach (var guid in entry.All("guid"))
        {
            var says = entry.Attribute(guid, "isPermaLink");
            if (says?.Equals("false", StringComparison.OrdinalIgnoreCase) != true && WebAddress.Parse(entry.Text(guid)) is { } address)
                return address.OriginalString;
        }

        return null;
    }
}
