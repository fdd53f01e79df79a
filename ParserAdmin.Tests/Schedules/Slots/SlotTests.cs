using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Slots;

/// <summary>What becomes of a slot that came due.</summary>
public sealed class SlotTests
{
    private const string Catalog = "catalog-sync:shop";

    [Theory, EachDatabase]
    public async Task RecordSlot_Manual_IsSkippedWithTheReason(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();

        var job = await SlotAsync(host, Catalog);

        Assert.Equal((JobStatus.Skipped, JobTrigger.Schedule, Catalog, "system"), (job.Status, job.Trigger, job.ScheduleId, job.Actor));
        Assert.Contains("manual", job.Reason, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task RecordSlot_Auto_Waits(TestDatabase database)
    {
        await using var host = await AutoAsync(database);

        var job = await SlotAsync(host, Catalog);

        Assert.Equal((JobStatus.Pending, "catalog-sync", "shop"), (job.Status, job.Task, job.SourceId));
    }

    [Fact]
    public async Task RecordSlot_RunBeforeHasNotEnded_IsSkipped()
    {
        await using var host = await AutoAsync();
        await SlotAsync(host, Catalog);
        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);

        var job = await SlotAsync(host, Catalog);

        Assert.Equal((JobStatus.Skipped, "The run before this one has not ended"), (job.Status, job.Reason));
    }

    [Fact]
    public async Task RecordSlot_EpisodesWithoutAutoupdate_IsSkipped()
    {
        await using var host = await AutoAsync();

        var job = await SlotAsync(host, "episode-sync:shop");

        Assert.Equal(JobStatus.Skipped, job.Status);
        Assert.Contains("enable_autoupdate", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordSlot_SourcePaused_IsSkippedWithThePausesReason()
    {
        await using var host = await AutoAsync();
        await host.Get<SourceCommands>().PauseAsync(Actors.Operator, "shop", "broken", CancellationToken.None);

        Assert.Contains("broken", (await SlotAsync(host, Catalog)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordSlot_Stopped_IsSkippedWithTheStop()
    {
        await using var host = await AutoAsync();
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        Assert.Contains("smoke", (await SlotAsync(host, Catalog)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_SchedulePaused_IsSkippedWithThePausesReason()
    {
        await using var host = await AutoAsync();
        await host.Get<ScheduleCommands>().PauseAsync(Actors.Operator, Catalog, "storm", CancellationToken.None);

        Assert.Contains("storm", (await SlotAsync(host, Catalog)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_SourceAndSchedulePaused_SaysTheStricter()
    {
        await using var host = await AutoAsync();
        await host.Get<ScheduleCommands>().PauseAsync(Actors.Operator, Catalog, "storm", CancellationToken.None);
        await host.Get<SourceCommands>().PauseAsync(Actors.Operator, "shop", "broken", CancellationToken.None);

        Assert.Contains("broken", (await SlotAsync(host, Catalog)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_ScheduleSwitchedOff_IsSkipped()
    {
        await using var host = await AutoAsync();
        await host.EditAsync(Catalog, edit => edit with { Enabled = false });

        Assert.Equal("The schedule is switched off", (await SlotAsync(host, Catalog)).Reason);
    }

    [Theory]
    [InlineData(MisfirePolicy.RunOnce, 59, JobStatus.Pending)]
    [InlineData(MisfirePolicy.RunOnce, 300, JobStatus.Pending)]
    [InlineData(MisfirePolicy.RunOnce, 301, JobStatus.Skipped)]
    [InlineData(MisfirePolicy.Skip, 60, JobStatus.Pending)]
    [InlineData(MisfirePolicy.Skip, 61, JobStatus.Skipped)]
    public async Task Record_Late_GoesByTheMisfirePolicy(MisfirePolicy policy, int seconds, JobStatus expected)
    {
        await using var host = await AutoAsync();
        await host.EditAsync(Catalog, edit => edit with { Misfire = policy });

        var job = await SlotAsync(host, Catalog, late: TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, job.Status);
        if (expected == JobStatus.Skipped)
            Assert.StartsWith("missed", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_QueueWhileOneRuns_WaitsAndTheThirdIsSkipped()
    {
        await using var host = await AutoAsync();
        await host.EditAsync(Catalog, edit => edit with { Overlap = OverlapPolicy.Queue });
        await SlotAsync(host, Catalog);
        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);

        Assert.Equal(JobStatus.Pending, (await SlotAsync(host, Catalog)).Status);
        var third = await SlotAsync(host, Catalog);
        Assert.Equal((JobStatus.Skipped, "The run before this one has not begun: one waits already"), (third.Status, third.Reason));
    }

    [Theory, EachDatabase]
    public async Task Record_CancelPrevious_AsksTheRunningOneToEnd(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await host.EditAsync(Catalog, edit => edit with { Overlap = OverlapPolicy.CancelPrevious });
        var first = await SlotAsync(host, Catalog);
        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);

        Assert.Equal(JobStatus.Pending, (await SlotAsync(host, Catalog)).Status);
        Assert.Equal("the next run of its schedule", (await host.JobAsync(first.Id)).CancelRequestedBy);
    }

    [Fact]
    public async Task Record_ScheduleDeleted_IsNothing()
    {
        await using var host = await AutoAsync();
        await host.SqlAsync("DELETE FROM schedules");

        Assert.Null(await host.Provider.RecordSlotAsync(Catalog, host.Clock.GetUtcNow().UtcDateTime, CancellationToken.None));
    }

    private static async Task<ParserJob> SlotAsync(CoreHost host, string schedule, TimeSpan late = default)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await host.Provider.RecordSlotAsync(schedule, host.Clock.GetUtcNow().UtcDateTime - late, CancellationToken.None))!;
    }

    private static async Task<CoreHost> AutoAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.SwitchToAutoAsync();
        return host;
    }
}
