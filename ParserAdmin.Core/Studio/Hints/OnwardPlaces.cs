using AngleSharp.Html.Dom;
using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Json;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Studio.Hints;

/// <summary>Places of a page that may be the one that a person means.</summary>
internal static class OnwardPlaces
{
    private const int MostNames = 15;

    /// <summary>As sites write the link to the next page, the surest first.</summary>
    private static readonly string[] Usual =
    [
        "a[rel~=next]",
        "link[rel~=next]",
        "a.next",
        ".next a",
        "a[class*=next]",
        "[class*=next] a",
        "a[href*='page=']",
        "a[href*='/page/']",
        ".pagination a",
        ".pager a",
    ];

    /// <summary>Whether the answer has the place and says there that it is the last one, as in <c>"next": null</c>.</summary>
    public static bool SaysLast(
        PathDefinition path,
        NextLinkDefinition wanted,
        IReadOnlyList<string?> found,
        string text,
        CancellationToken cancellationToken
    ) =>
        IsPlainJson(path)
        && found.All(string.IsNullOrWhiteSpace)
        && JsonReading.TryParse(text, cancellationToken) is { } answer
        && JsonSelection.Select(answer, wanted.Selector, cancellationToken).Any();

    /// <returns>What to look at, as the end of a sentence; null where nothing comes to mind.</returns>
    public static string? Suggest(
        PathDefinition path,
        NextLinkDefinition wanted,
        Uri address,
        string text,
        CancellationToken cancellationToken
    )
    {
        if (IsPlainJson(path))
            return Names(text, cancellationToken);
        if (path.Response != ResponseType.Html)
            return null;
        using var page = HtmlParsing.Parse(text, cancellationToken);
        return Inner(wanted, page) is { } inner ? $"try '{inner}'"
            : wanted == path.Pagination?.Next ? Link(page, address)
            : null;
    }

    // JSON within an HTML page has its fields beside much else.
    private static bool IsPlainJson(PathDefinition path) =>
        path is { Response: ResponseType.Json, Rows: { Script: null, Pattern: null, JsonLd: null } };

    private static string? Link(IHtmlDocument page, Uri address)
    {
        foreach (var selector in Usual)
        {
            if (
                new CompiledSelector(selector)
                    .Each(page)
                    .Select(link => link.GetAttribute("href"))
                    .FirstOrDefault(link => NextPage.Resolve(address, address, link) is not null) is
                { } href
            )
            {
                return $"look at '{selector}', which is here and leads to {href.Trim()}";
            }
        }

        return null;
    }

    /// <summary>The selector found the list item around the link.</summary>
    private static string? Inner(NextLinkDefinition wanted, IHtmlDocument page) =>
        wanted.Attribute == "href"
        && new CompiledSelector(wanted.Selector).First(page) is { } found
        && !found.HasAttribute("href")
        && found.QuerySelector("a[href]") is not null
            ? $"{wanted.Selector} a"
            : null;

    private static string? Names(string text, CancellationToken cancellationToken) =>
        JsonReading.TryParse(text, cancellationToken) is JObject answer
        && answer.Properties().Select(property => property.Name).ToList() is { Count: > 0 } names
            ? $"look at what the answer holds: {string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? " …" : "")}"
            : null;
}
