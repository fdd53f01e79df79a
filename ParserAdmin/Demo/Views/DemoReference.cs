using System.Globalization;
using System.Text.Json;
using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>The reference library: a search in JSON that knows of each work what the catalogue does not.</summary>
internal static class DemoReference
{
    private const int Longest = 10;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Works whose titles share the most words with the one asked for.</summary>
    public static IResult Answer(string? title, HttpRequest request, DemoSite site)
    {
        var words = Words(title is { Length: <= 500 } ? title : "");
        var found = site.Now()
            .All.Select(one => (one.Work, Shared: Words(one.Work.Name).Intersect(words).Count()))
            .Where(one => one.Shared > 0)
            .OrderByDescending(one => one.Shared)
            .ThenBy(one => one.Work.Ordinal)
            .Take(Longest);
        return TypedResults.Json(new { results = found.Select(one => Of(one.Work)) }, Json);
    }

    private static object Of(DemoWork work) =>
        new
        {
            id = $"ref-{work.Id}",
            title = work.Name,
            work.Creators,
            year = work.Year.ToString(CultureInfo.InvariantCulture),
            part = work.SeriesNumber,
            genres = work.Genres,
            madeIn = DemoDice.Pick(DemoWords.Places, work.Ordinal, 91),
            rating = string.Create(
                CultureInfo.InvariantCulture,
                $"{3 + DemoDice.Roll(7, work.Ordinal, 92)}.{DemoDice.Roll(10, work.Ordinal, 93)}"
            ),
        };

    private static HashSet<string> Words(string text) => [.. Core.Data.Search.SearchTokens.Of(text)];
}
