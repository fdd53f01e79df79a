using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Tests.Fetching;

namespace ParserAdmin.Tests.Invocables;

/// <summary>
/// A site whose pages are empty until their scripts have asked for the data: two lists of books with their own pages, and a shelf for
/// members.
/// </summary>
internal sealed class ScriptedSite : IAsyncDisposable
{
    private const string List = """
        <body><script>fetch('/data' + location.search).then(r => r.json()).then(d => document.body.innerHTML =
          d.ids.map(i => `<article data-id=${i}><a href=/book/${i}><h2>Book ${i}</h2></a></article>`).join('') + (d.next ? `<a class=next href="/list?page=${d.next}">next</a>` : ''))</script>
        """;

    private const string Book =
        "<body><script>fetch('/price' + location.pathname).then(r => r.text()).then(t => document.body.innerHTML = `<main><b "
        + "class=price>${t}</b></main>`)</script>";
    private const string Shelf =
        "<body><a id=logout href=/logout>out</a><p></p><script>fetch('/shelf-data').then(r => r.text()).then(t => "
        + "document.querySelector('p').innerHTML = t)</script>";

    // Its list comes only after it has tried to look into this machine (on a port that Chromium itself does not mind).
    private const string Nosy =
        "<body><script>fetch('http://127.0.0.1:49151/secret').catch(() => 0).then(() => document.body.innerHTML = '<article "
        + "data-id=1><h2>Book 1</h2></article>')</script>";

    private readonly TestSite _site;

    private ScriptedSite(TestSite site) => _site = site;

    public int Port => _site.Port;

    public int Logins { get; private set; }

    /// <summary>Happens while the second list's script waits for its data.</summary>
    public Func<Task> OnSecondPage { get; set; } = () => Task.CompletedTask;

    /// <summary>The pages themselves, not what their scripts ask for, and when they were asked for.</summary>
    public ConcurrentQueue<(string Path, long At)> Documents { get; } = new();

    public IEnumerable<(string Path, Dictionary<string, string> Headers)> Requests => _site.Requests;

    public static async Task<ScriptedSite> StartAsync()
    {
        var site = new ScriptedSite(await TestSite.StartAsync());
        site._site.Answer = site.AnswerAsync;
        return site;
    }

    /// <param name="more">Keys of the definition; <c>catalog</c> and what follows it last.</param>
    public string Yaml(string id, string delay, string more) =>
        $$"""
            version: 1
            id: {{id}}
            name: A site made of scripts
            kind: catalog
            links: ["http://127.0.0.1:{{Port}}/"]
            identity: externalId
            fetch: { delay: {{delay}}, robots: ignore, renderer: browser, wait: article, waitTimeout: 20s }
            {{more}}
                rows: { selector: article }
                fields:
                  externalId: { attribute: data-id }
                  title: { selector: h2 }
            """;

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var isMember = context.Request.Headers.Cookie.ToString().Contains("session=s-1", StringComparison.Ordinal);
        if (path is "/list" or "/nosy" || path.StartsWith("/book/", StringComparison.Ordinal))
            Documents.Enqueue((path, Stopwatch.GetTimestamp()));
        if (path == "/data" && context.Request.Query["page"] == "2")
            await OnSecondPage();
        context.Response.ContentType = "text/html";
        if (path == "/login" && HttpMethods.IsPost(context.Request.Method))
        {
            SignIn(context);
        }
        else if (path == "/shelf" && !isMember)
        {
            context.Response.Redirect("/login");
        }
        else
        {
            await context.Response.WriteAsync(
                path switch
                {
                    "/list" => List,
                    "/data" => context.Request.Query["page"] == "2" ? """{"ids":[3]}""" : """{"ids":[1,2],"next":2}""",
                    "/nosy" => Nosy,
                    "/login" => "<form method=post action=/login><input name=user></form>",
                    "/shelf" => Shelf,
                    "/shelf-data" => isMember ? "<article data-id=7><h2>For members</h2></article>" : "No.",
                    _ when path.StartsWith("/price", StringComparison.Ordinal) => "12.50 EUR",
                    _ => Book,
                }
            );
        }
    }

    private void SignIn(HttpContext context)
    {
        Logins++;
        context.Response.Headers.SetCookie = "session=s-1; Path=/; HttpOnly";
        context.Response.Redirect("/shelf");
    }
}
