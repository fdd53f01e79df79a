using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Jobs;

public sealed class JobStatisticsTests
{
    [Theory, EachDatabase]
    public async Task Hours_AcrossTwoDays_AreAddedUpByHourAndStatus(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddJobAsync(JobStatus.Failed);
        host.Clock.Advance(TimeSpan.FromHours(25));
        var since = host.Clock.UtcMilliseconds().AddHours(-1);
        var first = Hour(host);
        await host.AddJobAsync(JobStatus.Succeeded, counts: new() { ItemsNew = 3, Requests = 5 });
        await host.AddJobAsync(
            JobStatus.Succeeded,
            counts: new()
            {
                ItemsNew = 4,
                ItemsChanged = 2,
                ItemsFailed = 1,
                Requests = 7,
            }
        );
        await host.AddJobAsync(JobStatus.Failed, counts: new() { ItemsFailed = 9 });
        host.Clock.Advance(TimeSpan.FromHours(23));
        await host.AddJobAsync(JobStatus.Lost);

        var totals = await host.Get<JobStatistics>().HoursAsync(since, CancellationToken.None);

        Assert.Equal(
            [
                new HourTotals(first, JobStatus.Succeeded, 2, 1, 7, 2, 12),
                new HourTotals(first, JobStatus.Failed, 1, 0, 0, 0, 0),
                new HourTotals(Hour(host), JobStatus.Lost, 1, 0, 0, 0, 0),
            ],
            totals
        );
    }

    [Theory, EachDatabase]
    public async Task Latest_SkippedAndOlderOnes_AreLeftOutAndTheNewestComesFirst(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddJobAsync(JobStatus.Succeeded);
        host.Clock.Advance(TimeSpan.FromHours(3));
        var since = host.Clock.UtcMilliseconds();
        var lost = await host.AddJobAsync(JobStatus.Lost);
        await host.AddJobAsync(JobStatus.Skipped);
        await host.AddJobAsync(JobStatus.Pending);
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        var running = await host.AddJobAsync(JobStatus.Running, "books");

        var runs = await host.Get<JobStatistics>().LatestAsync(since, 10, CancellationToken.None);

        Assert.Equal([running.Id, lost.Id], runs.Select(run => run.Id));
        Assert.Equal((JobStatus.Running, "books", running.StartedAt), (runs[0].Status, runs[0].SourceId, runs[0].StartedAt));
        Assert.Null(runs[0].EndedAt);
        Assert.Single(await host.Get<JobStatistics>().LatestAsync(since, 1, CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task LastOfEach_SeveralSources_GivesSoManyOfEachNewestFirst(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var older = await host.AddJobAsync(JobStatus.Succeeded, counts: new() { ItemsFailed = 1 });
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var failed = await host.AddJobAsync(JobStatus.Failed);
        await host.AddJobAsync(JobStatus.Skipped);
        await host.AddJobAsync(JobStatus.Pending);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var running = await host.AddJobAsync(JobStatus.Running, task: "episode-sync");
        var other = await host.AddJobAsync(JobStatus.Lost, "books");
        await host.AddJobAsync(JobStatus.Succeeded, "films");

        var two = await host.Get<JobStatistics>().LastOfEachAsync(["shop", "books", "none"], 2, CancellationToken.None);
        var all = await host.Get<JobStatistics>().LastOfEachAsync(["shop"], 20, CancellationToken.None);

        Assert.Equal([running.Id, failed.Id], two["shop"].Select(run => run.Id));
        Assert.Equal([other.Id], two["books"].Select(run => run.Id));
        Assert.Empty(two["none"]);
        Assert.Empty(two["films"]);
        Assert.Equal([running.Id, failed.Id, older.Id], all["shop"].Select(run => run.Id));
        Assert.Equal(
            (ErrorClass.Network, "The connection was closed."),
            (all["shop"].ElementAt(1).ErrorClass, all["shop"].ElementAt(1).Why)
        );
        Assert.True(all["shop"].Last().WithErrors);
    }

    [Theory, EachDatabase]
    public async Task NewItems_OfSomeSources_AreAddedUpSinceThen(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddJobAsync(JobStatus.Succeeded, counts: new() { ItemsNew = 100 });
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.AddJobAsync(JobStatus.Succeeded, counts: new() { ItemsNew = 3 });
        await host.AddJobAsync(JobStatus.Failed, counts: new() { ItemsNew = 4 });
        await host.AddJobAsync(JobStatus.Succeeded, "books");
        await host.AddJobAsync(JobStatus.Succeeded, "films", counts: new() { ItemsNew = 5 });

        var found = await host.Get<JobStatistics>()
            .NewItemsAsync(["shop", "books"], host.Clock.UtcMilliseconds().AddHours(-1), CancellationToken.None);

        Assert.Equal(7, Assert.Single(found).Value);
    }

    private static DateTime Hour(CoreHost host) =>
        host.Clock.UtcMilliseconds() is var now ? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour)) : default;
}
