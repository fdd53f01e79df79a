namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>
/// The names that every kind of feed answers to, and where each kind keeps them. What a name does not find in its first place is looked for
/// in the next: a podcast's title may be in itunes:title only.
/// </summary>
internal static class FeedNames
{
    private static readonly Dictionary<string, Func<FeedEntry, IEnumerable<string>>> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["title"] = entry => entry.FirstOf("title", "dc:title", "atom:title", "media:title", "itunes:title"),
        ["id"] = Id,
        ["link"] = entry => FeedLinks.Main(entry) is { } link ? [link] : [],
        ["links"] = FeedLinks.All,
        ["next"] = FeedLinks.Next,
        ["published"] = entry =>
            entry.FirstOf(
                "pubDate",
                "published",
                "issued",
                "atom:published",
                "dcterms:issued",
                "dc:date",
                "created",
                "dcterms:created",
                "date",
                "updated",
                "modified",
                "atom:updated"
            ),
        ["updated"] = entry => entry.FirstOf("updated", "modified", "atom:updated", "dcterms:modified", "lastBuildDate", "dc:date"),
        ["author"] = entry => FeedPeople.Of(entry).Select(person => person.Display).Take(1),
        ["authors"] = entry => FeedPeople.Of(entry).Select(person => person.Display),
        ["authorEmail"] = entry => FeedPeople.Of(entry).Select(person => person.Email).OfType<string>(),
        ["authorUri"] = entry => FeedPeople.Of(entry).Select(person => person.Uri).OfType<string>(),
        ["categories"] = FeedCategories.Of,
        ["category"] = FeedCategories.Of,
        ["content"] = entry => entry.FirstOf("content:encoded", "content", "atom:content", "xhtml:body", "body", "fulltext"),
        ["summary"] = Summary,
        ["description"] = Summary,
        ["image"] = FeedMedia.Image,
        ["enclosure"] = entry => FeedMedia.Enclosures(entry).Select(enclosure => enclosure.Address).Take(1),
        ["enclosures"] = entry => FeedMedia.Enclosures(entry).Select(enclosure => enclosure.Address),
        ["enclosureType"] = entry => FeedMedia.Enclosures(entry).Select(enclosure => enclosure.Type).OfType<string>(),
        ["enclosureLength"] = entry => FeedMedia.Enclosures(entry).Select(enclosure => enclosure.Length).OfType<string>(),
        ["duration"] = FeedMedia.Duration,
        ["comments"] = entry => entry.All("comments").Select(element => FeedEntry.Absolute(element, entry.Text(element))),
        ["language"] = entry => Or(entry.FirstOf("language", "dc:language"), entry.Attribute("xml:lang")),
        ["rights"] = Rights,
        ["copyright"] = Rights,
    };

    /// <summary>All names, for the page that explains them.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>How to find a name; null for one that is only the name of an element.</summary>
    public static Func<FeedEntry, IEnumerable<string>>? Find(string name) => All.GetValueOrDefault(name);

    // An Atom id is an address and may be relative to the xml:base.
    private static IEnumerable<string> Id(FeedEntry entry) =>
        entry.FirstOf("guid") is [var guid] ? [guid]
        : entry.All("id").Select(element => FeedEntry.Absolute(element, entry.Text(element))).FirstOrDefault(text => text.Length > 0)
            is { } id
            ? [id]
        : Or(entry.FirstOf("atom:id", "dc:identifier"), entry.Attribute("rdf:about"));

    private static IEnumerable<string> Summary(FeedEntry entry) =>
        entry.FirstOf(
            "description",
            "summary",
            "subtitle",
            "tagline",
            "dc:description",
            "itunes:summary",
            "itunes:subtitle",
            "atom:summary"
        )
            is { Length: > 0 } own
            ? own
            : entry.Anywhere("media:description").Select(entry.Text).Take(1);

    private static IEnumerable<string> Rights(FeedEntry entry) =>
        entry.FirstOf("rights", "copyright", "dc:rights", "media:copyright", "atom:rights");

    private static IEnumerable<string> Or(IEnumerable<string> found, string? other) =>
        found.Any() ? found
        : other is { Length: > 0 } ? [other]
        : [];
}
