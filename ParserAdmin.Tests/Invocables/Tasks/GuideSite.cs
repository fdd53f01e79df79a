using System.Text;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Tests.Invocables.Tasks;

/// <summary>Guides that only somebody who is signed in sees; others see the first one.</summary>
internal sealed class GuideSite : IPageFetcher
{
    public bool IsSignedIn { get; set; } = true;

    /// <summary>The session ends with the first look at the list.</summary>
    public bool EndsUnderWay { get; set; }

    public int Guides { get; set; } = 6;

    public List<string> Asked { get; } = [];

    public static string Yaml(string login, string path = "catalog", string kind = "catalog") =>
        $$$"""
            version: 1
            id: guides
            name: Guides
            kind: {{{kind}}}
            links: ["http://127.0.0.1:9/"]
            identity: externalId
            {{{login}}}
            paths:
              {{{path}}}:
                path: list
                rows: { selector: li }
                fields: { externalId: { attribute: data-id }, title: {}, url: { attribute: data-url, filters: [url] } }
                detail: { path: item, link: url }
              item:
                rows: { selector: main }
                fields: { text: { selector: p } }

            """;

    public Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request, CancellationToken cancellationToken)
    {
        var path = request.Address.AbsolutePath.Trim('/');
        Asked.Add(path);
        if (path == "list" && EndsUnderWay)
            IsSignedIn = false;
        var body = path switch
        {
            "account" => IsSignedIn ? "<a id=logout href=/out>Sign out</a>" : "<p>Who are you?</p>",
            "list" => string.Concat(
                Enumerable.Range(1, IsSignedIn ? Guides : 1).Select(id => $"<li data-id={id} data-url=/guides/{id}>Guide {id}</li>")
            ),
            _ => $"<main><p>All about {path}</p></main>",
        };
        var bytes = Encoding.UTF8.GetBytes($"<html><body>{body}</body></html>");
        return Task.FromResult(
            new FetchedPage(request.Address, 200, "text/html; charset=utf-8", bytes, null, null, false, TimeSpan.Zero, bytes.Length, 1)
        );
    }
}
