using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Fetching;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Conformance;

/// <summary>A catalogue whose second page is a fault of the origin: the job says which, and what the first page held is kept.</summary>
public sealed class JobFaultTests : IAsyncLifetime
{
    private const int ItemsOfTheFirstPage = 5;
    private OriginServer? _origin;

    public async Task InitializeAsync() => _origin = OriginServer.SkipReason is null ? await OriginServer.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (_origin is not null)
            await _origin.DisposeAsync();
    }

    [OriginTheory]
    [InlineData("/f/500", ErrorClass.Network, "has a fault of its own")]
    [InlineData("/f/403", ErrorClass.Blocked, "does not let this program see the page")]
    [InlineData("/f/404", ErrorClass.NotFound, "The page is not there")]
    [InlineData("/f/flaky/often?fail=9", ErrorClass.Network, "has a fault of its own")]
    [InlineData("/f/slow?s=60", ErrorClass.Timeout, "20 s", "20s")]
    [InlineData("/f/reset", ErrorClass.Network, "The connection to")]
    [InlineData("/f/truncated", ErrorClass.Network, "The connection to")]
    [InlineData("/f/endless", ErrorClass.TooLarge, "larger than the limit")]
    [InlineData("/f/loop", ErrorClass.Blocked, "redirected more than 5 times")]
    [InlineData("/f/redirect?to=http://169.254.169.254/latest/", ErrorClass.Blocked, "link-local")]
    [InlineData("/private/x", ErrorClass.Blocked, "robots.txt")]
    [InlineData("/f/flaky/twice?fail=2", null, null)]
    [InlineData("/f/empty", null, null)]
    [InlineData("/f/binary", null, null)]
    [InlineData("/f/brokenhtml", null, null)]
    public async Task Crawl_SecondPageIsAFault_EndsInItsClassAndKeepsTheFirst(
        string path,
        ErrorClass? errorClass,
        string? says,
        string timeout = "5m"
    )
    {
        await using var site = await TestSite.StartAsync();
        site.Answer = context => AnswerAsync(context, _origin!.At(path));
        await using var host = await HostAsync(site, Yaml(site, timeout));

        var job = await host.RunAsync("catalog-sync");

        Assert.Equal((errorClass is null ? JobStatus.Succeeded : JobStatus.Failed, errorClass), (job.Status, job.ErrorClass));
        if (says is not null)
            Assert.Contains(says, job.ErrorMessage, StringComparison.Ordinal);
        var items = await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 100, CancellationToken.None);
        Assert.Equal((ItemsOfTheFirstPage, ItemsOfTheFirstPage), (items.Count(item => item.GoneAt is null), job.Counts.ItemsNew));
    }

    /// <summary>A wait is no failure: what follows goes on behind the first page.</summary>
    [OriginFact]
    public async Task Crawl_SecondPageAsksToWait_GivesItsPlaceBackAndKeepsTheFirst()
    {
        await using var site = await TestSite.StartAsync();
        site.Answer = context => AnswerAsync(context, _origin!.At("/f/429?after=2000"));
        await using var host = await HostAsync(site, Yaml(site, "5m"));

        var job = await host.RunAsync("catalog-sync");

        Assert.Equal((JobStatus.Cancelled, null, ItemsOfTheFirstPage), (job.Status, job.ErrorClass, job.Counts.ItemsNew));
        Assert.StartsWith($"{_origin!.Address.Authority} asked to wait until", job.Reason, StringComparison.Ordinal);
        var next = await host.JobAsync((await host.NextJobAsync(job.Id))!.Value);
        Assert.Equal((JobStatus.Pending, 1), (next.Status, next.Attempt));
        Assert.Contains("/f/429", next.Checkpoint, StringComparison.Ordinal);
    }

    [OriginFact]
    public async Task Parse_HtmlWhereAFeedShouldBe_SaysSo()
    {
        await using var site = await TestSite.StartAsync();
        await using var host = await HostAsync(
            site,
            $$"""
            version: 1
            id: shop
            name: News
            kind: channel
            links: ["{{_origin!.Address}}"]
            fetch: { delay: 0s, timeout: 5m }
            paths:
              updates:
                path: f/notxml
                response: feed
                fields: { title: { selector: title }, url: { selector: link, filters: [url] } }

            """
        );

        var job = await host.RunAsync("channel-parse");

        Assert.Equal((JobStatus.Failed, ErrorClass.Parse), (job.Status, job.ErrorClass));
        Assert.Contains("feed", job.ErrorMessage, StringComparison.OrdinalIgnoreCase);
    }

    private static string Yaml(TestSite site, string timeout) =>
        $$"""
            version: 1
            id: shop
            name: A shop
            kind: catalog
            links: ["http://127.0.0.1:{{site.Port}}/"]
            identity: externalId
            fetch: { delay: 0s, timeout: {{timeout}} }
            paths:
              catalog:
                path: list
                rows: { selector: article }
                fields:
                  externalId: { attribute: data-id }
                  title: { selector: h2 }
                pagination: { next: { selector: "a[rel=next]" } }

            """;

    private static Task AnswerAsync(HttpContext context, Uri next)
    {
        if (context.Request.Path == "/robots.txt")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        var rows = Enumerable.Range(1, ItemsOfTheFirstPage).Select(id => $"<article data-id=\"{id}\"><h2>Title {id}</h2></article>");
        return context.Response.WriteAsync($"<!doctype html>{string.Concat(rows)}<a rel=\"next\" href=\"{next}\">next</a>");
    }

    private Task<CoreHost> HostAsync(TestSite site, string yaml) =>
        CoreHostCrawls.CreateAsync(yaml, services => services.Allow(_origin!.Address.Port, site.Port));
}
