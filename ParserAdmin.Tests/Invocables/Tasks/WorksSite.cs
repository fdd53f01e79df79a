using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Tests.Invocables.Tasks;

/// <summary>A catalogue in JSON with top lists, pages of series and creators, and a search; what it shows is the test's.</summary>
internal sealed class WorksSite : IPageFetcher
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public List<Work> Works { get; } = [];

    /// <summary>What the search answers with, whatever is asked; the works with that title where it is null.</summary>
    public List<Work>? Answers { get; set; }

    /// <summary>Paths and queries in their order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The address that waits until the run is stopped.</summary>
    public string? HangsOn { get; set; }

    /// <summary>The address that is not there.</summary>
    public string? Lacks { get; set; }

    /// <summary>Further pages as they stand, by path and query; null for one that is not there.</summary>
    public Dictionary<string, string?> Pages { get; } = [];

    public static string Yaml(string id, string more = "", string fields = "") =>
        $$"""
            version: 1
            id: {{id}}
            name: Works
            kind: catalog
            links: ["http://127.0.0.1:9/"]
            identity: externalId
            top: { genres: [crime, drama, travel], count: 3 }
            {{more}}
            paths:
              catalog:
                path: list
                response: json
                rows: { selector: "$.works[*]" }
                fields:
                  externalId: { selector: $.id }
                  title: { selector: $.title }
                  url: { selector: $.url, filters: [url] }
                  series: { selector: $.series, optional: true }
                  seriesNumber: { selector: $.number, optional: true, filters: [number] }
                  creators: { selector: $.creator, all: true }
                  rating: { selector: $.rating }
                  year: { selector: $.year }
                  status: { default: completed, selector: $.nothing }
              item:
                response: json
                rows: { selector: "$" }
                fields: { creators: { selector: $.creator, all: true }, rating: { selector: $.rating } }
              top:
                path: "top/{genre}"
                response: json
                rows: { selector: "$.works[*]" }
                fields:
                  externalId: { selector: $.id }
                  title: { selector: $.title }
                  url: { selector: $.url, filters: [url] }
                detail: { path: item, link: url }
              series:
                path: "series?name={series}"
                response: json
                rows: { selector: "$.works[*]" }
                fields: { externalId: { selector: $.id }, title: { selector: $.title }, seriesNumber: { selector: $.number, filters: [number] } }
              creator:
                path: "creator?name={creator}"
                response: json
                rows: { selector: "$.works[*]" }
                fields: { externalId: { selector: $.id }, title: { selector: $.title } }
              search:
                path: "search?q={title}&by={creator}"
                response: json
                rows: { selector: "$.works[*]" }
                fields: { externalId: { selector: $.id }, title: { selector: $.title }, creators: { selector: $.creator, all: true }, rating: { selector: $.rating }, year: { selector: $.year } }

            """;

    public async Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request, CancellationToken cancellationToken)
    {
        var path = request.Address.PathAndQuery.TrimStart('/');
        Asked.Add(path);
        if (path == HangsOn)
            await Task.Delay(Timeout.Infinite, run.Stopping);
        var isOther = Pages.TryGetValue(path, out var page);
        if (path == Lacks || (isOther && page is null))
            throw new FetchException(ErrorClass.NotFound, $"{path} is not there", request.Address);
        if (isOther)
            return Answer(request, page!);
        var query = System.Web.HttpUtility.ParseQueryString(request.Address.Query);
        var name = query["name"];
        object answer = path.Split('?', '/') switch
        {
            ["list"] => Rows(Works.Where(work => work.Listed)),
            ["top", var genre] => Rows(Works.Where(work => work.Genre == WebUtility.UrlDecode(genre))),
            ["series", ..] => Rows(Works.Where(work => work.Series == name)),
            ["creator", ..] => Rows(Works.Where(work => work.Creator == name)),
            ["search", ..] => Rows(Answers ?? [.. Works.Where(work => work.Title == query["q"])]),
            ["works", var id] => Row(Works.Single(work => work.Id == int.Parse(id, CultureInfo.InvariantCulture))),
            _ => throw new InvalidOperationException($"No test asks for {path}."),
        };
        return Answer(request, JsonSerializer.Serialize(answer, Json));
    }

    private static FetchedPage Answer(FetchRequest request, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new FetchedPage(request.Address, 200, "application/json", body, null, null, false, TimeSpan.Zero, body.Length, 1);
    }

    private static object Rows(IEnumerable<Work> works) => new { works = works.Select(Row) };

    private static object Row(Work work) =>
        new
        {
            id = $"{work.Id}",
            work.Title,
            work.Series,
            work.Number,
            work.Creator,
            work.Rating,
            year = $"{work.Year}",
            url = $"/works/{work.Id}",
        };
}
