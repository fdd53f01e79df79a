using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Tests.Fetching;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// A site of many small catalogues, one a source, each page with five titles and a link to the next. It notes when each request came.
/// </summary>
internal sealed class ListingSite : IAsyncDisposable
{
    public const int TitlesOnAPage = 5;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly TestSite _site;

    private ListingSite(TestSite site) => _site = site;

    public int Port => _site.Port;

    /// <summary>Pages of each catalogue.</summary>
    public int Pages { get; set; } = 3;

    /// <summary>How long an answer takes.</summary>
    public TimeSpan Answering { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The next request is refused (429), and asked to come again only after so long; once.</summary>
    public TimeSpan? TooMany { get; set; }

    /// <summary>When that was, UTC.</summary>
    public DateTime? Refused { get; private set; }

    /// <summary>A run has begun: before its first page it asked for robots.txt.</summary>
    public bool RobotsAsked { get; private set; }

    /// <summary>When each request for a page came, UTC, for which source, and how the program that sent it calls itself.</summary>
    public ConcurrentQueue<(DateTime At, string Source, string Agent)> Arrivals { get; } = new();

    public static async Task<ListingSite> StartAsync()
    {
        var site = new ListingSite(await TestSite.StartAsync());
        site._site.Answer = site.AnswerAsync;
        return site;
    }

    public string Yaml(string id, string delay) =>
        $$"""
            version: 1
            id: {{id}}
            name: Shop {{id}}
            kind: catalog
            language: en
            links: ["http://127.0.0.1:{{Port}}/{{id}}/"]
            identity: externalId
            fetch: { delay: {{delay}}, concurrency: 16, timeout: 10s }
            paths:
              catalog:
                path: "1"
                response: html
                rows: { selector: "article" }
                fields:
                  externalId: { attribute: data-id }
                  title: { selector: "h2" }
                pagination: { next: { selector: "a[rel=next]" }, maxPages: 500 }

            """;

    /// <summary>Waits until nothing has come for longer than a late request would need.</summary>
    public async Task QuietAsync()
    {
        var since = Now;
        for (var watch = Stopwatch.StartNew(); Now - Arrivals.Select(arrival => arrival.At).Append(since).Max() <= Quiet; )
        {
            Assert.True(watch.Elapsed < Patience, $"The site is not left alone: {Arrivals.Last()}");
            await Task.Delay(50);
        }
    }

    /// <summary>What was under way when somebody stopped has a second to arrive.</summary>
    public void AssertNothingCameLaterThanASecondAfter(DateTime clicked) =>
        Assert.DoesNotContain(Arrivals, arrival => arrival.At > clicked + TimeSpan.FromSeconds(1));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private async Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Trim('/').Split('/');
        if (parts is ["robots.txt"])
        {
            RobotsAsked = true;
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var now = Now;
        Arrivals.Enqueue((now, parts[0], context.Request.Headers.UserAgent.ToString()));
        _site.Requests.Clear();
        if (TooMany is { } wait)
        {
            (TooMany, Refused) = (null, now);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = $"{wait.TotalSeconds:0}";
            return;
        }

        await Task.Delay(Answering, context.RequestAborted);
        if (parts is not [var source, var word] || !int.TryParse(word, out var page))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var rows = Enumerable
            .Range((page - 1) * TitlesOnAPage, TitlesOnAPage)
            .Select(i => $"<article data-id=\"{source}-{i}\"><h2>Title {i}</h2></article>");
        var next = page < Pages ? $"<a rel=\"next\" href=\"/{source}/{page + 1}\">next</a>" : "";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"<!doctype html><title>{source}</title>{string.Concat(rows)}{next}", context.RequestAborted);
    }
}
