using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources.Backoff;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Schedules.Slots.SlotHost;

namespace ParserAdmin.Tests.Schedules.Slots;

/// <summary>What a slot's job says, and what becomes of the jobs before it.</summary>
public sealed class RecordedSlotTests
{
    private const string Catalog = "catalog-sync:shop";
    private const string Ended = "Cancelled by the next run of its schedule";

    [Fact]
    public async Task Record_SeveralReasonsAtOnce_SaysTheStrictestThatIsLeft()
    {
        await using var host = await AutoAsync();
        var (schedules, late) = (host.Get<ScheduleCommands>(), TimeSpan.FromMinutes(10));
        await schedules.PauseAsync(Actors.Operator, Catalog, "storm", CancellationToken.None);
        await HoldBackAsync(host);
        await WaitingRetryAsync(host, TimeSpan.FromHours(1), rateLimitWaits: 1);
        await host.AddJobAsync(JobStatus.Running, trigger: JobTrigger.Schedule);

        Assert.Contains("storm", (await SlotAsync(host, late)).Reason, StringComparison.Ordinal);
        await schedules.ResumeAsync(Actors.Operator, Catalog, CancellationToken.None);
        Assert.StartsWith("The source keeps failing", (await SlotAsync(host, late)).Reason, StringComparison.Ordinal);
        await host.SqlAsync("DELETE FROM source_backoffs");
        Assert.StartsWith("missed", (await SlotAsync(host, late)).Reason, StringComparison.Ordinal);
        Assert.StartsWith("The server asked to wait", (await SlotAsync(host)).Reason, StringComparison.Ordinal);
        await host.SqlAsync("UPDATE parser_jobs SET rate_limit_waits = 0");
        Assert.Equal("The run before this one has not ended", (await SlotAsync(host)).Reason);
    }

    [Fact]
    public async Task Record_SeveralRetriesYield_GoesOnFromTheLastAttemptWithTheSourcesPriority()
    {
        await using var host = await AutoAsync();
        await host.SqlAsync("UPDATE sources SET priority = 7");
        ParserJob[] retries =
        [
            await WaitingRetryAsync(host, TimeSpan.FromMinutes(5), attempt: 3),
            await WaitingRetryAsync(host, TimeSpan.FromMinutes(5), attempt: 2),
        ];

        var slot = await SlotAsync(host);

        Assert.Equal((JobStatus.Pending, 3, 7), (slot.Status, slot.Attempt, slot.Priority));
        foreach (var retry in retries)
            Assert.Equal("Superseded by the next run of its schedule", (await host.JobAsync(retry.Id)).Reason);
    }

    [Fact]
    public async Task Record_TaskOfTheWholeProgram_HasNoSource()
    {
        await using var host = await AutoAsync();
        await StepAsync(host);

        var slot = await SlotAsync(host, schedule: "cleanup");

        Assert.Equal((JobStatus.Pending, "", 0), (slot.Status, slot.SourceId, slot.Priority));
    }

    [Fact]
    public async Task Record_CancelPrevious_EndsTheOneThatWaitsAndTheRunOfThisNode()
    {
        await using var host = await AutoAsync();
        await host.EditAsync(Catalog, edit => edit with { Overlap = OverlapPolicy.CancelPrevious });
        var waiting = await SlotAsync(host);
        var running = await SlotAsync(host);
        var cancelled = await host.JobAsync(waiting.Id);
        Assert.Equal((JobStatus.Cancelled, Ended), (cancelled.Status, cancelled.Reason));
        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
        using var run = host.Get<ActiveRuns>().Begin(running.Identity);
        using var other = host.Get<ActiveRuns>().Begin(running.Identity with { JobId = Guid.NewGuid() });

        await SlotAsync(host);

        Assert.Equal(Ended, run.CancelReason);
        Assert.Null(other.CancelReason);
    }

    [Fact]
    public async Task Record_Queue_LeavesTheRunBeforeAlone()
    {
        await using var host = await AutoAsync();
        await host.EditAsync(Catalog, edit => edit with { Overlap = OverlapPolicy.Queue });
        var running = await SlotAsync(host);
        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);

        Assert.Equal(JobStatus.Pending, (await SlotAsync(host)).Status);
        Assert.Null((await host.JobAsync(running.Id)).CancelRequestedBy);
    }

    private static async Task<ParserJob> SlotAsync(CoreHost host, TimeSpan late = default, string schedule = Catalog)
    {
        host.Clock.Advance(TimeSpan.FromMilliseconds(10));
        return (await host.Provider.RecordSlotAsync(schedule, Now(host) - late, CancellationToken.None))!;
    }

    private static async Task HoldBackAsync(CoreHost host)
    {
        var backoff = SourceBackoff.Create("shop");
        for (var failures = 0; failures <= SourceBackoff.Forgiven; failures++)
            backoff.Fail(ErrorClass.Network, "The connection was closed.", Now(host));
        await using var context = await host.OpenAsync();
        context.Add(backoff);
        await context.SaveChangesAsync();
    }
}
