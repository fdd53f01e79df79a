using System.Text;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Tests.Invocables;

/// <summary>A site with five listing pages of three items each; it can hang on one of them.</summary>
internal sealed class PagedSite : IPageFetcher
{
    public const int Pages = 5;
    public const int ItemsAPage = 3;

    public List<int> Asked { get; } = [];

    public int? HangsOn { get; set; }

    public static string Yaml(string id) =>
        $$"""
            version: 1
            id: {{id}}
            name: A paged shop
            kind: catalog
            language: en
            links: ["http://127.0.0.1:9/"]
            identity: externalId
            paths:
              catalog:
                path: list?page=1
                response: html
                rows: { selector: "article" }
                fields:
                  externalId: { attribute: data-id }
                  title: { selector: "h2" }
                pagination:
                  next: { selector: "a.next" }
                  maxPages: 50

            """;

    public async Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request, CancellationToken cancellationToken)
    {
        var page = int.Parse(request.Address.Query["?page=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        Asked.Add(page);
        if (page == HangsOn)
            await Task.Delay(Timeout.Infinite, run.Stopping);
        var rows = Enumerable
            .Range((page - 1) * ItemsAPage, ItemsAPage)
            .Select(id => $"<article data-id=\"{id}\"><h2>Item {id}</h2></article>");
        var next = page < Pages ? $"<a class=\"next\" href=\"/list?page={page + 1}\">next</a>" : "";
        var body = Encoding.UTF8.GetBytes($"<html><body>{string.Concat(rows)}{next}</body></html>");
        return new FetchedPage(request.Address, 200, "text/html; charset=utf-8", body, null, null, false, TimeSpan.Zero, body.Length, 1);
    }
}
