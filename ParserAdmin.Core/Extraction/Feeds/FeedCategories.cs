namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>What an entry is filed under, each once.</summary>
internal static class FeedCategories
{
    public static IEnumerable<string> Of(FeedEntry entry) =>
        entry
            .All("category")
            .Select(element => Read(entry, element))
            .Concat(entry.Texts("itunes:keywords").Concat(entry.Anywhere("media:keywords").Select(entry.Text)).SelectMany(Keywords))
            .Concat(entry.Anywhere("itunes:category").Select(element => entry.Attribute(element, "text")))
            .Concat(entry.Texts("dc:subject"))
            .Concat(entry.All("atom:category").Select(element => Read(entry, element)))
            .Concat(entry.Anywhere("media:category").Select(element => entry.Attribute(element, "label") ?? entry.Text(element)))
            .OfType<string>()
            .Where(text => text.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private static string? Read(FeedEntry entry, FeedElement element) =>
        entry.Text(element) is { Length: > 0 } text ? text : entry.Attribute(element, "label") ?? entry.Attribute(element, "term");

    private static IEnumerable<string> Keywords(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
