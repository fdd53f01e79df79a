namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Who wrote an entry.</summary>
internal static class FeedPeople
{
    private static readonly string[] Plain = ["dc:creator", "dc:author", "itunes:author", "managingEditor", "webMaster", "media:credit"];

    /// <summary>From the first place that names anyone.</summary>
    public static IEnumerable<FeedPerson> Of(FeedEntry entry)
    {
        var authors = entry
            .All("author")
            .Concat(entry.All("atom:author"))
            .Select(element => Read(entry, element))
            .OfType<FeedPerson>()
            .ToList();
        if (authors.Count > 0)
            return authors;
        foreach (var name in Plain)
        {
            var people = entry.Texts(name).Select(FeedPerson.Parse).ToList();
            if (people.Count > 0)
                return people;
        }

        return [];
    }

    // Atom gives elements, RSS a text.
    private static FeedPerson? Read(FeedEntry entry, FeedElement element)
    {
        var name = entry.Child(element, "name");
        var email = entry.Child(element, "email");
        var uri = entry.Child(element, "uri") ?? entry.Child(element, "url") ?? entry.Child(element, "homepage");
        if ((name ?? email ?? uri) is not null)
            return new FeedPerson(name, email, uri);
        return entry.Text(element) is { Length: > 0 } text ? FeedPerson.Parse(text) : null;
    }
}
