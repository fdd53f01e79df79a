using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Core.Studio;
using ParserAdmin.Tests.Fetching;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

/// <summary>Sites that answer to a POST only: a search form, and an API that takes a JSON document.</summary>
public sealed class PostedCrawlTests : IAsyncLifetime
{
    private const string Form = """
            path: "search?sort=new"
            request: { form: { q: lem & co, page: 1, key: "{{ .Config.key }}" }, headers: { X-Key: "{{ .Config.key }}" } }
            rows: { selector: article }
            fields: { externalId: { attribute: data-id }, title: { selector: h2 } }
            pagination: { page: { parameter: page } }
        """;

    private const string Json = """
            path: graphql
            response: json
            request:
              json:
                query: "query($first: Int, $after: String) { books(first: $first, after: $after) { nodes { id name } } }"
                variables: { first: 2, after: null, tags: [a, 1, true], key: "{{ .Config.key }}" }
            rows: { selector: "$.data.books.nodes[*]" }
            fields: { externalId: { selector: $.id }, title: { selector: $.name } }
            pagination: { cursor: { selector: $.data.books.end, parameter: variables.after } }
        """;

    private readonly List<(string Address, string Type, string Text, string Key)> _posts = [];
    private TestSite _site = null!;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _site.Answer = AnswerAsync;
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Crawl_Form_PostsTheParametersThatStandInIt()
    {
        await using var host = await HostAsync(Form);

        var job = await host.RunAsync();

        Assert.True(job.Status == JobStatus.Succeeded, job.ErrorMessage);
        Assert.Equal(4, job.Counts.ItemsNew);
        Assert.All(
            _posts,
            post => Assert.Equal(("/search?sort=new", "application/x-www-form-urlencoded", "k&1"), (post.Address, post.Type, post.Key))
        );
        Assert.Equal(
            ["q=lem+%26+co&page=1&key=k%261", "q=lem+%26+co&page=2&key=k%261", "q=lem+%26+co&page=3&key=k%261"],
            _posts.Select(post => post.Text)
        );
    }

    [Fact]
    public async Task Crawl_Json_PostsTheDocumentWithTheCursorInItsPlace()
    {
        await using var host = await HostAsync(Json);

        var job = await host.RunAsync();

        Assert.True(job.Status == JobStatus.Succeeded, job.ErrorMessage);
        Assert.Equal(4, job.Counts.ItemsNew);
        Assert.All(_posts, post => Assert.Equal(("/graphql", "application/json"), (post.Address, post.Type)));
        var sent = _posts.Select(post => JsonDocument.Parse(post.Text).RootElement.GetProperty("variables").GetRawText());
        Assert.Equal(
            [
                """{"first":2,"after":null,"tags":["a",1,true],"key":"k\u00261"}""",
                """{"first":2,"after":"2","tags":["a",1,true],"key":"k\u00261"}""",
            ],
            sent
        );
    }

    [Fact]
    public async Task Crawl_SiteFailsOnce_AsksAgain()
    {
        var failed = false;
        _site.Answer = context =>
        {
            if (context.Request.Path != "/graphql" || failed)
                return AnswerAsync(context);
            failed = true;
            context.Response.StatusCode = 502;
            return Task.CompletedTask;
        };
        await using var host = await HostAsync(Json);

        var job = await host.RunAsync();

        Assert.Equal((JobStatus.Succeeded, 4), (job.Status, job.Counts.ItemsNew));
    }

    [Fact]
    public async Task Crawl_SettingsInAPostToAnotherSite_AreNotSent()
    {
        await using var other = await TestSite.StartAsync();
        await using var host = await HostAsync(
            Json.Replace("path: graphql", $"path: \"http://127.0.0.1:{other.Port}/graphql\"", StringComparison.Ordinal),
            other.Port
        );

        var job = await host.RunAsync();

        Assert.Equal(ErrorClass.Blocked, job.ErrorClass);
        Assert.Contains("not among the source's links", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Crawl_SettingWithoutAValue_SaysWhich()
    {
        await using var host = await HostAsync(Form, key: null);

        var job = await host.RunAsync();

        Assert.Equal(ErrorClass.AuthExpired, job.ErrorClass);
        Assert.Contains("'key' has no value", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(_posts);
    }

    [Fact]
    public async Task Preview_OfAPostedPage_TellsTheNextByItsAddress()
    {
        await using var host = await HostAsync(Json);
        var looked = host.Get<PreviewCommands>().RunAsync(Actors.Admin, new PreviewRequest(Yaml(Json)), CancellationToken.None);
        await host.PumpAsync(looked);

        var preview = (await looked).Value!;

        Assert.Equal((2, _site.At("/graphql?variables.after=2")), (preview.RowCount, preview.Next));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/robots.txt" || context.Request.Method != "POST")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        _posts.Add(
            (
                context.Request.Path + context.Request.QueryString,
                context.Request.ContentType!,
                text,
                context.Request.Headers["X-Key"].ToString()
            )
        );
        var second = text.Contains("page=2", StringComparison.Ordinal) || text.Contains("\"after\":\"2\"", StringComparison.Ordinal);
        var ids =
            text.Contains("page=3", StringComparison.Ordinal) ? []
            : second ? (int[])[3, 4]
            : [1, 2];
        if (context.Request.Path == "/graphql")
        {
            await context.Response.WriteAsJsonAsync(
                new { data = new { books = new { nodes = ids.Select(id => new { id, name = $"Book {id}" }), end = second ? null : "2" } } }
            );
        }
        else
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync(string.Concat(ids.Select(id => $"<article data-id='{id}'><h2>Book {id}</h2></article>")));
        }
    }

    private string Yaml(string path) =>
        $$"""
            version: 1
            id: shop
            name: A shop
            kind: catalog
            links: ["http://127.0.0.1:{{_site.Port}}/"]
            identity: externalId
            settings: { key: { type: secret } }
            fetch: { delay: 0ms }
            paths:
              catalog:
            {{path}}

            """;

    private async Task<CoreHost> HostAsync(string path, int? alsoAllowed = null, string? key = "k&1")
    {
        var host = await CoreHostCrawls.CreateAsync(Yaml(path), services => services.Allow(_site.Port, alsoAllowed ?? _site.Port));
        if (key is not null)
        {
            await host.Get<SourceSettingCommands>()
                .SetAsync(Actors.Admin, "shop", new Dictionary<string, string?> { ["key"] = key }, CancellationToken.None);
        }

        return host;
    }
}
