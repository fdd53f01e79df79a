using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Backoff;

namespace ParserAdmin.Core.Schedules;

/// <summary>Records slots that came due, each once: as a pending job, or as skipped with the reason. The stricter of global, source and schedule wins.</summary>
public sealed class ScheduleSlots(IDbContextFactory<ParserDbContext> contexts, ScheduleQueries schedules, ActiveRuns runs, EventBus bus, TimeProvider clock)
{
    /// <summary>From here on a slot was not merely picked up late: something kept it from being kept, and the misfire policy decides.</summary>
    public static readonly TimeSpan MisfireThreshold = TimeSpan.FromSeconds(60);

    private const string NextRun = "the next run of its schedule";

    /// <param name="due">When the slot came due, UTC.</param>
    /// <returns>The job, or null when the schedule is gone or its task cannot run.</returns>
    public async Task<ParserJob?> RecordAsync(string scheduleId, DateTime due, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var slot = await AddAsync(context, scheduleId, due, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(slot);
        return slot?.Job;
    }

    /// <summary>In the caller's transaction, which holds the admission's lock. The caller saves and commits, and then calls <see cref="Publish"/>.</summary>
    internal async Task<RecordedSlot?> AddAsync(ParserDbContext context, string scheduleId, DateTime due, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(context, scheduleId, cancellationToken) is not ({ Unavailable: null, Schedule: var schedule }, var settings, var source))
            return null;
        var now = clock.UtcMilliseconds();
        var before = await context.Set<ParserJob>()
            .Where(job => job.ScheduleId == scheduleId && (job.Status == JobStatus.Pending || job.Status == JobStatus.Running)).ToListAsync(cancellationToken);
        var yielding = before.Where(job => WaitingRetries.Yields(job, now)).ToList();
        before = [.. before.Except(yielding)];
        var job = ParserJob.Request(
            schedule.Task, schedule.SourceId ?? "", JobTrigger.Schedule, Actor.System.Name, JobParameters.None, settings.Epoch, now, schedule.Id,
            attempt: yielding.Select(job => job.Attempt).DefaultIfEmpty(1).Max(), priority: source?.Priority ?? 0);
        List<ParserJob> cancelled = [];
        var bar = Bar(settings, schedule, source, job) ?? await SourceBackoffs.BarAsync(context, schedule.SourceId, now, cancellationToken) ?? Missed(schedule, settings, now - due) ?? WaitingRetries.Bar(before, now) ?? Overlap(schedule, before);
        if (bar is not null)
            job.Skip(bar, now);
        else
        {
            cancelled = [.. schedule.Overlap == OverlapPolicy.CancelPrevious ? Cancel(before, now) : [], .. yielding];
            yielding.ForEach(retry => retry.Cancel(WaitingRetries.Superseded, null, now));
        }

        context.Add(job);
        return new RecordedSlot(job, cancelled, settings, source);
    }

    internal void Publish(RecordedSlot? slot)
    {
        if (slot is null)
            return;

        // On this node at once; on another its gate reads the request before the next step.
        runs.Cancel(run => slot.Cancelled.Any(ending => ending.Id == run.JobId), $"Cancelled by {NextRun}");
        foreach (var ending in slot.Cancelled)
            bus.Publish(new JobChanged(ending));
        bus.Publish(new JobChanged(slot.Job));
    }

    private static string? Bar(ParserSettings settings, Schedule schedule, Source? source, ParserJob slot)
    {
        var facts = new GateFacts(SafetyState.Of(settings), JobRuns: true, source?.Block);
        return GateRules.Refusal(facts, slot.Identity with { Epoch = settings.Epoch }, GateAction.Start)?.Message ?? schedule.Block;
    }

    private static string? Missed(Schedule schedule, ParserSettings settings, TimeSpan late) =>
        late > TimeSpan.FromSeconds(settings.MisfireGraceSeconds) || (schedule.Misfire == MisfirePolicy.Skip && late > MisfireThreshold)
            ? $"missed: it came {ScheduleText.Span(TimeSpan.FromSeconds(Math.Ceiling(late.TotalSeconds)))} too late"
            : null;

    private static string? Overlap(Schedule schedule, List<ParserJob> before) => schedule.Overlap switch
    {
        OverlapPolicy.Skip when before.Count > 0 => "The run before this one has not ended",
        OverlapPolicy.Queue when before.Any(job => job.Status == JobStatus.Pending) => "The run before this one has not begun: one waits already",
        _ => null,
    };

    private static List<ParserJob> Cancel(List<ParserJob> before, DateTime now)
    {
        foreach (var job in before)
        {
            if (job.Status == JobStatus.Pending)
                job.Cancel($"Cancelled by {NextRun}", null, now);
            else
                job.RequestCancel(NextRun, now);
        }

        return before;
    }
}
