using System.Text.Json;
using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>
/// What the site serves beside its pages: looks, posters, its own log, and the truth for tests. None of it is logged or throttled.
/// </summary>
internal static class DemoAids
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IResult Style() => DemoAnswers.Page(DemoFiles.Style, type: "text/css; charset=utf-8");

    public static IResult Poster(string id, HttpRequest request, DemoSite site) =>
        site.Now().Find(id) is { } title ? DemoAnswers.Picture(DemoPoster.Draw(title.Work)) : DemoPages.NotFound(request);

    /// <summary>A definition of one of the site's sections, for whoever wants to import it.</summary>
    public static IResult Definition(string id, HttpRequest request) =>
        DemoDefinition.All.Contains(id)
            ? TypedResults.Text(
                DemoDefinition.Yaml(id, new Uri($"{request.Scheme}://{request.Host}{request.PathBase}")),
                "application/yaml; charset=utf-8"
            )
            : DemoPages.NotFound(request);

    public static IResult Log(HttpRequest request, DemoRequestLog log) =>
        DemoAnswers.Notice(DemoLogView.Render(new DemoLinks(request.PathBase), log.Since(DateTime.MinValue)), StatusCodes.Status200OK);

    public static IResult LogJson(string? since, DemoRequestLog log)
    {
        var from = DateTime.MinValue;
        if (since is not null && !DemoTime.TryRead(since, out from))
            return DemoAnswers.BadTime(nameof(since));

        return TypedResults.Json(
            log.Since(from)
                .Select(entry => new
                {
                    time = DemoTime.Millisecond(entry.Arrived),
                    entry.Method,
                    path = entry.Address,
                    status = entry.Status == 0 ? (int?)null : entry.Status,
                    entry.UserAgent,
                }),
            Json
        );
    }

    public static IResult Truth(string? at, HttpRequest request, DemoSite site)
    {
        if (at is null)
            return TypedResults.Json(DemoTruth.Of(site.Now(), new DemoLinks(request.PathBase)), Json);
        return DemoTime.TryRead(at, out var time)
            ? TypedResults.Json(DemoTruth.Of(DemoCatalogue.At(time), new DemoLinks(request.PathBase)), Json)
            : DemoAnswers.BadTime(nameof(at));
    }
}
