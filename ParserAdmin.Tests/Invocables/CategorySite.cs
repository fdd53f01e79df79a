using System.Text;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Tests.Invocables;

/// <summary>A shop whose front page links to its categories; each thing of a category has a page of its own.</summary>
internal sealed class CategorySite : IPageFetcher
{
    public const string Yaml = """
        version: 1
        id: shop
        name: A shop of categories
        kind: catalog
        links: ["http://127.0.0.1:9/"]
        identity: externalId
        paths:
          catalog:
            path: front
            rows: { selector: article }
            fields:
              externalId: { attribute: data-id }
              title: { selector: a }
              url: { selector: a, attribute: href, filters: [url] }
              price: { selector: b, filters: [money] }
            pagination:
              listings: { selector: nav a }
              maxPages: 50
            detail: { path: item, link: url }
          item:
            rows: { selector: main }
            fields: { colour: { selector: i } }

        """;

    /// <summary>Category, and the price of each of its things by its id.</summary>
    public SortedDictionary<string, SortedDictionary<string, int>> Categories { get; } =
        new(StringComparer.Ordinal)
        {
            ["cups"] = new(StringComparer.Ordinal) { ["c1"] = 3, ["c2"] = 4 },
            ["pans"] = new(StringComparer.Ordinal)
            {
                ["p1"] = 30,
                ["p2"] = 40,
                ["p3"] = 50,
            },
            ["pots"] = new(StringComparer.Ordinal) { ["t1"] = 13 },
        };

    public string? Missing { get; set; }

    public string? HangsOn { get; set; }

    public List<string> Asked { get; } = [];

    public async Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request, CancellationToken cancellationToken)
    {
        var path = request.Address.AbsolutePath.Trim('/');
        Asked.Add(path);
        if (path == HangsOn)
            await Task.Delay(Timeout.Infinite, run.Stopping);
        if (path == Missing)
            throw new FetchException(ErrorClass.NotFound, "The page is not there", request.Address, 404);
        var text =
            path == "front" ? string.Concat(Categories.Keys.Select(category => $"<nav><a href=/{category}>{category}</a></nav>"))
            : Categories.TryGetValue(path, out var things)
                ? string.Concat(
                    things.Select(thing =>
                        $"<article data-id={thing.Key}><a href=/things/{thing.Key}>Thing {thing.Key}</a><b>{thing.Value} EUR</b></article>"
                    )
                )
            : "<main><i>blue</i></main>";
        var body = Encoding.UTF8.GetBytes($"<!doctype html><nav><a href=/front>Home</a></nav>{text}");
        return new FetchedPage(request.Address, 200, "text/html; charset=utf-8", body, null, null, false, TimeSpan.Zero, body.Length, 1);
    }
}
