using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;
using static ParserAdmin.Core.Sources.Definition.Reading.Checks.DefinitionChecks;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>
/// Whether the selectors of a path are in the language of its response: a forgotten <c>response</c> is one mistake, not one a selector.
/// </summary>
internal static class ResponseLanguage
{
    // By these alone a feed is told from a page: as CSS they would be elements that no page has.
    private static readonly string[] FeedOnly = ["published", "updated", "authors", "categories", "enclosure", "guid", "pubDate"];

    private static readonly IReadOnlyDictionary<string, string> Formats = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["rss"] = "feed",
        ["atom"] = "feed",
        ["rdf"] = "feed",
        ["jsonfeed"] = "feed",
        ["feeds"] = "feed",
        ["jsonld"] = "json",
        ["xhtml"] = "html",
        ["page"] = "html",
    };

    private static readonly string[] Links = ["next", "cursor", "listings"];

    /// <summary>The path's response, or null after it reported that the selectors are for another: then none of them is judged.</summary>
    public static ResponseType? Of(MapCursor path)
    {
        var response = path.Find("response") is { } given ? given.AsChoice(DefinitionChoices.Responses, Formats) : ResponseType.Html;
        if (response is not { } known)
        {
            path.Place.Errors.Doubt(path.Place.Path);
            return null;
        }

        var texts = Selectors(path).ToList();
        var jsonPaths = texts.Count(IsJsonPath);
        var mistake = known switch
        {
            ResponseType.Json when jsonPaths == 0 && texts.Exists(IsCss) =>
                "these selectors look like CSS, but the path has 'response: json'; write JSONPath such as $.items[*], or remove "
                    + "'response: json'",
            ResponseType.Json => null,
            _ when jsonPaths * 2 > texts.Count => path.Find("response") is null
                ? "these selectors look like JSONPath; add 'response: json'"
                : $"these selectors look like JSONPath, but the path has 'response: {path.Find("response")!.AsText()}'; write "
                    + $"'response: json'",
            ResponseType.Feed when texts.Exists(IsCss) =>
                "these selectors look like CSS, but the path has 'response: feed', whose fields have names; write one of the feed's "
                    + "names, such as title, link or published, or remove 'response: feed'",
            ResponseType.Html
                when path.Find("rows") is null
                    && path.Find("response") is null
                    && texts.Exists(FeedOnly.Contains)
                    && !texts.Exists(IsCss) => "there are no 'rows', and the selectors look like a feed's names; add 'response: feed'",
            _ => null,
        };
        if (mistake is null)
            return known;
        path.Place.Errors.Doubt(path.Place.Path);
        var name = path.Place.Path[(path.Place.Path.LastIndexOf('.') + 1)..];
        (path.Find("response") ?? path.Place).Fail($"the path '{name}': {mistake}");
        return null;
    }

    /// <summary>Text that is a JSONPath and nothing else.</summary>
    public static bool IsJsonPath(string text) =>
        text == "$" || text.StartsWith("$.", StringComparison.Ordinal) || text.StartsWith("$[", StringComparison.Ordinal);

    // What neither a JSONPath nor a name of a feed can be, but CSS can.
    private static bool IsCss(string text) =>
        !IsJsonPath(text)
        && !text.StartsWith('@')
        && (text[0] is '.' or '#' || (text.IndexOfAny([' ', '>', '#']) > 0 && !text.Contains('\'')))
        && CursorSyntax.SelectorMistake(text) is null;

    private static IEnumerable<string> Selectors(MapCursor path)
    {
        var places = new List<Cursor?> { Selector(path.Find("rows")) };
        if (path.Find("fields") is { Node: MapNode fields } all)
        {
            foreach (var field in fields.Entries.Select(entry => all.At(entry.Value, entry.Key.Value)))
            {
                places.Add(Selector(field));
                if (Has(field, "case") is { Node: MapNode cases } table)
                    places.AddRange(cases.Entries.Where(entry => entry.Key.Value != "*").Select(entry => table.At(entry.Key, "case")));
            }
        }

        if (path.Find("pagination") is { } pagination)
            places.AddRange(Links.Select(kind => Selector(Has(pagination, kind))));
        return places
            .OfType<Cursor>()
            .SelectMany(place => place.Node is ListNode list ? list.Items : [place.Node])
            .OfType<ScalarNode>()
            .Select(node => node.Value)
            .Where(text => !string.IsNullOrWhiteSpace(text));
    }

    private static Cursor? Selector(Cursor? place) => place is null ? null : Has(place, "selector");
}
