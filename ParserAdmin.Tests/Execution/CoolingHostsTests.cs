using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Tests.Fetching;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Execution;

/// <summary>Jobs whose hosts ask to wait: they give their places back, wait in the store, and go on where they were.</summary>
public sealed class CoolingHostsTests : IAsyncLifetime
{
    private const int Sources = 5;
    private const int Pages = 3;
    private const int RowsOnAPage = 2;
    private static readonly TimeSpan Asked = TimeSpan.FromMinutes(10);
    private readonly List<TestSite> _sites = [];
    private readonly bool[] _busy = new bool[Sources];

    public async Task InitializeAsync()
    {
        for (var number = 0; number < Sources; number++)
        {
            var (site, mine) = (await TestSite.StartAsync(), number);
            site.Answer = context => AnswerAsync(context, site, mine);
            _sites.Add(site);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var site in _sites)
            await site.DisposeAsync();
    }

    [Theory, EachDatabase]
    public async Task Run_FourHostsCoolAmidTheirCrawls_TheFifthRunsAndTheFourGoOnInTime(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        Array.Fill(_busy, true, 0, 4);
        for (var number = 0; number < Sources; number++)
            await RequestAsync(host, number);
        var began = host.Clock.GetTimestamp();

        var first = await AdmitAllAsync(host);
        Assert.Equal(4, first.Count);
        await RunAllAsync(host, first);
        var fifth = Assert.Single(await AdmitAllAsync(host));
        await RunAllAsync(host, [fifth]);

        Assert.True(host.Clock.GetElapsedTime(began) < Asked, "The fifth waited for the four.");
        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(fifth.Job.Id)).Status);
        var waiting = await OpenAsync(host);
        Assert.Equal(4, waiting.Count);
        foreach (var next in waiting)
        {
            var site = _sites[next.SourceId[^1] - '1'];
            Assert.Equal((JobStatus.Pending, 1), (next.Status, next.Attempt));
            Assert.Equal($"127.0.0.1:{site.Port} asked to wait until {next.NotBefore:HH:mm:ss} UTC", next.Reason);
            var ended = await host.JobAsync(next.RetryOf!.Value);
            Assert.Equal(
                (JobStatus.Cancelled, RowsOnAPage, $"{next.Reason}; continues as job {next.Id}"),
                (ended.Status, ended.Counts.ItemsNew, ended.Reason)
            );
        }

        // Nobody is asked, and no place is taken, before the time.
        Array.Fill(_busy, false);
        var asked = _sites.Select(site => site.Requests.Count).ToList();
        host.Clock.Advance(waiting.Min(next => next.NotBefore!.Value) - host.Clock.UtcMilliseconds() - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await AdmitAllAsync(host));
        Assert.Equal(asked, _sites.Select(site => site.Requests.Count));

        host.Clock.Advance(waiting.Max(next => next.NotBefore!.Value) - host.Clock.UtcMilliseconds());
        var second = await AdmitAllAsync(host);
        Assert.Equal(waiting.Select(next => next.Id).Order(), second.Select(admitted => admitted.Job.Id).Order());
        await RunAllAsync(host, second);

        Assert.Empty(await OpenAsync(host));
        foreach (var admitted in second)
            Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(admitted.Job.Id)).Status);
        var items = await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 100, CancellationToken.None);
        Assert.Equal(Sources * Pages * RowsOnAPage, items.Count);
        Assert.Equal(items.Count, items.Select(item => (item.SourceId, item.ExternalId)).Distinct().Count());
        Assert.All(items, item => Assert.Null(item.GoneAt));
        Assert.Empty(await host.Get<DeadLetterQueries>().ListAsync(new DeadLetterFilter(), null, 5, CancellationToken.None));
        Assert.All(_sites[..4], site => Assert.Equal(["/list/1", "/list/2", "/list/2", "/list/3"], Listings(site)));
        Assert.Equal(["/list/1", "/list/2", "/list/3"], Listings(_sites[4]));
    }

    [Theory, EachDatabase]
    public async Task Run_HostCoolsAlready_NothingIsSentAndTheJobWaits(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.Get<HostGovernor>().CoolAsync(_sites[0].At("/"), Asked, "429, Retry-After", CancellationToken.None);
        await RequestAsync(host, 0);

        await RunAllAsync(host, await AdmitAllAsync(host));

        Assert.Empty(_sites[0].Requests);
        var next = Assert.Single(await OpenAsync(host));
        Assert.Equal((JobStatus.Pending, 1, 1), (next.Status, next.Attempt, next.RateLimitWaits));
        host.Clock.Advance(Asked);
        await RunAllAsync(host, await AdmitAllAsync(host));
        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(next.Id)).Status);
    }

    [Fact]
    public async Task Run_HostCoolsForAMoment_IsWaitedForAtItsPlace()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        await host.Get<HostGovernor>().CoolAsync(_sites[0].At("/"), HostGovernor.Patience, "503", CancellationToken.None);
        await RequestAsync(host, 0);
        var admitted = await AdmitAllAsync(host);

        await RunAllAsync(host, admitted);

        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(admitted[0].Job.Id)).Status);
        Assert.Empty(await OpenAsync(host));
    }

    private async Task AnswerAsync(HttpContext context, TestSite site, int number)
    {
        if (context.Request.Path.Value!.Split('/') is not [_, "list", var word] || !int.TryParse(word, out var page))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (page == 2 && _busy[number])
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = $"{Asked.TotalSeconds:0}";
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        var rows = Enumerable
            .Range((page - 1) * RowsOnAPage, RowsOnAPage)
            .Select(id => $"<article data-id=\"{id}\"><h2>Title {id}</h2></article>");
        var next = page < Pages ? $"<a rel=\"next\" href=\"{site.At($"/list/{page + 1}")}\">next</a>" : "";
        await context.Response.WriteAsync($"<!doctype html>{string.Concat(rows)}{next}");
    }

    private async Task<CoreHost> HostAsync(TestDatabase database)
    {
        var host = await CoreHostCrawls.CreateAsync(Yaml(0), services => services.Allow(_sites.Select(site => site.Port)), database);
        for (var number = 1; number < Sources; number++)
            await host.DefineAsync(Yaml(number));
        return host;
    }

    private string Yaml(int number) =>
        $$"""
            version: 1
            id: s{{number + 1}}
            name: Shop {{number + 1}}
            kind: catalog
            links: ["http://127.0.0.1:{{_sites[number].Port}}/"]
            identity: externalId
            fetch: { delay: 0s, timeout: 5m }
            paths:
              catalog:
                path: list/1
                rows: { selector: article }
                fields:
                  externalId: { attribute: data-id }
                  title: { selector: h2 }
                pagination: { next: { selector: "a[rel=next]" } }

            """;

    private static async Task RequestAsync(CoreHost host, int number)
    {
        var asked = await host.Get<JobCommands>()
            .RequestAsync(Actors.Operator, "catalog-sync", $"s{number + 1}", JobParameters.None, JobTrigger.Person, CancellationToken.None);
        Assert.True(asked.Succeeded, asked.Message);
        host.Clock.Advance(TimeSpan.FromMilliseconds(10));
    }

    private static async Task<List<AdmittedJob>> AdmitAllAsync(CoreHost host)
    {
        var all = new List<AdmittedJob>();
        while (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None) is { } admitted)
            all.Add(admitted);
        return all;
    }

    private static Task RunAllAsync(CoreHost host, IReadOnlyList<AdmittedJob> jobs) =>
        host.PumpAsync(Task.WhenAll(jobs.Select(admitted => host.Get<JobRunner>().RunAsync(admitted))));

    private static Task<IReadOnlyList<ParserJob>> OpenAsync(CoreHost host) =>
        host.Get<JobQueries>().RecentAsync(new JobFilter([JobStatus.Pending, JobStatus.Running]), null, 10, CancellationToken.None);

    private static IEnumerable<string> Listings(TestSite site) =>
        site.Requests.Select(request => request.Path).Where(path => path != "/robots.txt");
}
