using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Demo;
using ParserAdmin.Demo.Data;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Demo;

/// <summary>Every task of a source, tried as a newcomer would: the demo site as it is, with the definitions that come with it.</summary>
public sealed class DemoTasksTests : IAsyncLifetime
{
    private WebApplication _site = null!;
    private CoreHost _host = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<TimeProvider>(new DemoClock(new DateTime(2026, 2, 4, 13, 37, 12))).AddDemo();
        _site = builder.Build();
        _site.Urls.Add("http://127.0.0.1:0");
        _site.MapDemo();
        await _site.StartAsync();
        var address = new Uri(_site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _host = await CoreHost.CreateAsync(configure: services =>
            services.PostConfigure<FetchingOptions>(options => options.AllowedPrivateHosts.Add(address.Authority))
        );
        await _host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        foreach (var id in DemoDefinition.All)
        {
            var yaml = DemoDefinition.Yaml(id, address).Replace("delay: 35ms", "delay: 0s", StringComparison.Ordinal);
            var saved = await _host.Get<SourceCommands>().SaveAsync(Actors.Admin, yaml, null, CancellationToken.None);
            Assert.True(saved.Succeeded, saved.Message);
        }
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task EveryTask_OfTheDemo_CanBeRun()
    {
        await _host.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);

        var schedules = await _host.Get<ScheduleQueries>().AllAsync(CancellationToken.None);

        Assert.All(schedules, schedule => Assert.Null(schedule.Unavailable));
        Assert.Equal(
            TaskDefinitions.All.Select(task => task.Name).Order(),
            schedules.Select(schedule => schedule.Schedule.Task).Distinct().Order()
        );
    }

    [Fact]
    public async Task TopDiscovery_OfTheDemo_FindsWhatTheCatalogueLacks()
    {
        await SaveAsync("t-0002");

        var job = await RunAsync("top-discovery", "demo");

        Assert.Equal((JobStatus.Succeeded, 0, 0), (job.Status, job.Counts.ItemsFailed, job.Counts.ItemsChanged));
        Assert.Contains(
            await ItemsAsync("demo"),
            item =>
                item is { Origin: ItemOrigin.Top, Price: not null, Creators.Count: > 0 }
                && item.ExternalId.StartsWith("x-", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Completion_OfTheDemo_FindsTheMissingPartsAndWorks()
    {
        var held = DemoLibraryWork(work => work.Series?.Id == "s-01" && work.SeriesNumber == 1);
        await SaveAsync(held.Id);

        var series = await RunAsync("series-completion", "demo");
        var creators = await RunAsync("creator-completion", "demo");

        Assert.Equal((JobStatus.Succeeded, JobStatus.Succeeded, 4), (series.Status, creators.Status, series.Counts.ItemsNew));
        var missing = (await ItemsAsync("demo")).Where(item => item.Status == ItemStatus.Missing).ToList();
        Assert.Equal(
            [2m, 3m, 4m, 5m],
            missing
                .Where(item => item.Series == held.Series!.Name && item.Origin is not null && item.SeriesNumber is not null)
                .Select(item => item.SeriesNumber!.Value)
                .Order()
        );
        Assert.True(missing.Count >= 4);
    }

    [Fact]
    public async Task MetadataRefresh_OfTheDemo_CorrectsWhatItsLibraryKnows()
    {
        await SaveAsync("t-0001", "t-0002", "t-0038");

        var job = await RunAsync("metadata-refresh-full", "demo");

        Assert.Equal((JobStatus.Succeeded, 3, 3), (job.Status, job.Counts.ItemsProcessed, job.Counts.ItemsChanged));
        Assert.All(await ItemsAsync("demo"), item => Assert.Equal(["attributes.madeIn", "attributes.rating"], item.CorrectedFields));
    }

    [Fact]
    public async Task GuideCrawl_OfTheDemo_SignsInAndReadsAllGuides()
    {
        var job = await RunAsync("guide-crawl", "demo-members");

        Assert.Equal((JobStatus.Succeeded, 36), (job.Status, job.Counts.ItemsNew));
        Assert.All(
            await ItemsAsync("demo-members"),
            item => Assert.True(item is { Kind: "guide", Creators.Count: 1 } && item.Attributes.ContainsKey("text"))
        );
    }

    [Fact]
    public async Task FeedAndMarket_OfTheDemo_AreRead()
    {
        var (feed, market) = (await RunAsync("channel-parse", "demo-feed"), await RunAsync("listing-scrape", "demo-market"));

        Assert.Null(feed.ErrorMessage);
        Assert.Equal((JobStatus.Succeeded, 40, 0), (feed.Status, feed.Counts.ItemsNew, feed.Counts.ItemsFailed));
        Assert.Equal((JobStatus.Succeeded, 0), (market.Status, market.Counts.ItemsFailed));
        Assert.Equal(120, market.Counts.ItemsNew);
        Assert.All(
            await ItemsAsync("demo-market"),
            item =>
                Assert.True(item is { Price: > 0, Currency: "EUR", PublishedAt: not null, Status: ItemStatus.Sold or ItemStatus.ForSale })
        );
    }

    private static DemoWork DemoLibraryWork(Func<DemoWork, bool> wanted) =>
        DemoCatalogue.At(DateTime.UnixEpoch).All.Select(title => title.Work).First(wanted);

    /// <summary>Holds works as a crawl of the catalogue would have read them.</summary>
    private async Task SaveAsync(params string[] ids)
    {
        var drafts = ids.Select(id => DemoLibraryWork(work => work.Id == id))
            .Select(work => new IdentifiedItem(
                work.Id,
                new ItemDraft
                {
                    ExternalId = work.Id,
                    Kind = "title",
                    Title = work.Name,
                    Series = work.Series?.Name,
                    SeriesNumber = work.SeriesNumber,
                    Creators = work.Creators,
                    PublishedAt = work.Published.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                }
            ));
        await using var run = await _host.OpenRunAsync("demo");
        await _host.Get<ItemStore>().SaveAsync(run, [.. drafts], CancellationToken.None);
    }

    private Task<ParserJob> RunAsync(string task, string source) => _host.RunAsync(task, source);

    private Task<IReadOnlyList<Item>> ItemsAsync(string source) =>
        _host.Get<ItemQueries>().ListAsync(new ItemFilter(source), null, 500, CancellationToken.None);
}
