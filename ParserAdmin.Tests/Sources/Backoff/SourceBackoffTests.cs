using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Sources.Backoff;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Sources.Backoff;

public sealed class SourceBackoffTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Fail_AgainAndAgain_HoldsBackStepByStepUpToADay()
    {
        var backoff = SourceBackoff.Create("shop");
        var waits = new List<double?>();
        for (var i = 0; i < 12; i++)
        {
            backoff.Fail(ErrorClass.Network, "closed", Now);
            waits.Add((backoff.Until - Now)?.TotalMinutes);
        }

        Assert.Equal([null, null, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440, 1440], waits);
    }

    [Fact]
    public void Succeed_AfterFailures_LowersItOneStepAtATime()
    {
        var backoff = SourceBackoff.Create("shop");
        for (var i = 0; i < 4; i++)
            backoff.Fail(ErrorClass.Network, "closed", Now);

        backoff.Succeed(Now);
        Assert.Equal((Now.AddMinutes(5), null), (backoff.Until, backoff.FailingSince));
        backoff.Succeed(Now);
        Assert.Equal((null, 0), (backoff.Until, backoff.Level));
    }

    [Theory, EachDatabase]
    public async Task Slot_OfASourceThatKeepsFailing_IsSkippedUntilItsProbe(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.SwitchToAutoAsync();
        await FailAsync(host, ErrorClass.NotFound, 3);

        var held = await SlotAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        var probe = await SlotAsync(host);

        Assert.Equal(JobStatus.Skipped, held.Status);
        Assert.Contains("keeps failing", held.Reason, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Pending, probe.Status);
    }

    [Fact]
    public async Task Slot_FailuresThatAreNotTheSources_HoldNothingBack()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        await host.SwitchToAutoAsync();
        await FailAsync(host, ErrorClass.Storage, 5);

        Assert.Equal(JobStatus.Pending, (await SlotAsync(host)).Status);
        Assert.Null(await host.Get<SourceBackoffs>().FindAsync("shop", CancellationToken.None));
    }

    [Fact]
    public async Task Follow_TriesOfOneJob_CountOnceWhenTheyAreSpent()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        await host.AddJobAsync(JobStatus.Pending);
        var levels = new List<int?>();
        while (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None) is { } admitted)
        {
            await host.Get<JobEnder>()
                .EndAsync(
                    admitted.Job.Id,
                    (ending, now) => ending.Fail(ErrorClass.Network, "It failed", new JobCounts(), now),
                    CancellationToken.None
                );
            levels.Add((await host.Get<SourceBackoffs>().FindAsync("shop", CancellationToken.None))?.Level);
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([null, null, null, 1], levels);
    }

    private static async Task<ParserJob> SlotAsync(CoreHost host) =>
        (await host.Provider.RecordSlotAsync("catalog-sync:shop", host.Clock.GetUtcNow().UtcDateTime, CancellationToken.None))!;

    private static async Task FailAsync(CoreHost host, ErrorClass errorClass, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var job = await host.AddJobAsync(JobStatus.Running, task: "episode-sync");
            await host.Get<JobEnder>()
                .EndAsync(job.Id, (ending, now) => ending.Fail(errorClass, "It failed", new JobCounts(), now), CancellationToken.None);
        }
    }
}
