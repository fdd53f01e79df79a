using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Timing;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Backoff;

namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>
/// Makes jobs of slots that came due, of each one: pending, or skipped with the reason. The stricter of global, source and schedule wins.
/// </summary>
public sealed class ScheduleSlots(ActiveRuns runs)
{
    /// <summary>
    /// From here on a slot was not merely picked up late: something kept it from being kept, and the misfire policy decides.
    /// </summary>
    public static readonly TimeSpan MisfireThreshold = TimeSpan.FromSeconds(60);

    private static readonly CompiledQuery<Func<ParserDbContext, List<string>, IAsyncEnumerable<ParserJob>>> Open = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, List<string> schedules) =>
                context
                    .Set<ParserJob>()
                    .Where(job =>
                        schedules.Contains(job.ScheduleId!) && (job.Status == JobStatus.Pending || job.Status == JobStatus.Running)
                    )
        )
    );

    private const string NextRun = "the next run of its schedule";

    /// <summary>
    /// In the caller's transaction, which holds the admission's lock. The caller saves and commits, and then calls
    /// <see cref="CancelRuns"/>.
    /// </summary>
    internal static async Task<IReadOnlyList<RecordedSlot>> AddAsync(
        ParserDbContext context,
        IReadOnlyList<DueSlot> due,
        ParserSettings settings,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        if (due.Count == 0)
            return [];
        var ids = due.Select(slot => slot.View.Id).ToList();
        var open = (await Open.In(context)(context, ids).ToListAsync(cancellationToken)).ToLookup(job => job.ScheduleId!);
        var bars = await SourceBackoffs.BarsAsync(
            context,
            due.Select(slot => slot.Source?.Id).OfType<string>().Distinct().ToList(),
            now,
            cancellationToken
        );
        var recorded = due.Select(slot =>
                Record(slot, [.. open[slot.View.Id]], slot.Source is { } source ? bars.GetValueOrDefault(source.Id) : null, settings, now)
            )
            .ToList();
        context.AddRange(recorded.Select(slot => slot.Job));
        return recorded;
    }

    /// <summary>
    /// Ends the runs that the slots ask to end: on this node at once; on another its gate reads the request before the next step.
    /// </summary>
    internal void CancelRuns(IEnumerable<RecordedSlot> slots)
    {
        var ending = slots.SelectMany(slot => slot.Cancelled).Select(job => job.Id).ToHashSet();
        runs.Cancel(run => ending.Contains(run.JobId), $"Cancelled by {NextRun}");
    }

    private static RecordedSlot Record(DueSlot due, List<ParserJob> before, string? backoff, ParserSettings settings, DateTime now)
    {
        var (schedule, source) = (due.View.Schedule, due.Source);
        var yielding = before.Where(job => WaitingRetries.Yields(job, now)).ToList();
        before = [.. before.Except(yielding)];
        var job = ParserJob.Request(
            schedule.Task,
            schedule.SourceId ?? "",
            JobTrigger.Schedule,
            Actor.System.Name,
            JobParameters.None,
            settings.Epoch,
            now,
            schedule.Id,
            attempt: yielding.Select(job => job.Attempt).DefaultIfEmpty(1).Max(),
            priority: source?.Priority ?? 0
        );
        if (
            (
                Bar(settings, schedule, source, job)
                ?? backoff
                ?? Missed(schedule, settings, now - due.Due)
                ?? WaitingRetries.Bar(before, now)
                ?? Overlap(schedule, before)
            ) is
            { } bar
        )
        {
            job.Skip(bar, now);
            return new RecordedSlot(due, job, []);
        }

        yielding.ForEach(retry => retry.Cancel(WaitingRetries.Superseded, null, now));
        return new RecordedSlot(due, job, [.. schedule.Overlap == OverlapPolicy.CancelPrevious ? Cancel(before, now) : [], .. yielding]);
    }

    private static string? Bar(ParserSettings settings, Schedule schedule, Source? source, ParserJob slot)
    {
        // Stryker disable once Boolean: who asks for a start is not asked whether the job runs.
        var facts = new GateFacts(SafetyState.Of(settings), JobRuns: true, source?.Block);
        return GateRules.Refusal(facts, slot.Identity with { Epoch = settings.Epoch }, GateAction.Start)?.Message ?? schedule.Block;
    }

    private static string? Missed(Schedule schedule, ParserSettings settings, TimeSpan late) =>
        late > TimeSpan.FromSeconds(settings.MisfireGraceSeconds) || (schedule.Misfire == MisfirePolicy.Skip && late > MisfireThreshold)
            ? $"missed: it came {Length(TimeSpan.FromSeconds(Math.Ceiling(late.TotalSeconds)))} too late"
            : null;

    /// <summary>As in "every hour", but a length needs its number.</summary>
    private static string Length(TimeSpan span) =>
        ScheduleText.Span(span) is var words && char.IsAsciiDigit(words[0]) ? words : $"1 {words}";

    private static string? Overlap(Schedule schedule, List<ParserJob> before) =>
        schedule.Overlap switch
        {
            OverlapPolicy.Skip when before.Count > 0 => "The run before this one has not ended",
            OverlapPolicy.Queue when before.Any(job => job.Status == JobStatus.Pending) =>
                "The run before this one has not begun: one waits already",
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

/// <summary>The job that a slot became, and those of its schedule that it cancelled.</summary>
internal sealed record RecordedSlot(DueSlot Due, ParserJob Job, IReadOnlyList<ParserJob> Cancelled);
