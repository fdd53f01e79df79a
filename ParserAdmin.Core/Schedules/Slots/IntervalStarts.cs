using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Timing;

namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>
/// From when intervals count: from the last start, by whomever, or from the slot whose job still waits for its place; and with
/// <see cref="StartPolicy"/> from this process's own start.
/// </summary>
public sealed class IntervalStarts(IDbContextFactory<ParserDbContext> contexts, StartPolicy start, TimeProvider clock)
{
    private readonly DateTime? _countFrom = start.SkipInitial ? clock.UtcMilliseconds() : null;

    /// <summary>UTC, of each of the interval schedules among them, by its id; null for one that never started.</summary>
    public async Task<IReadOnlyDictionary<string, DateTime?>> ReadAsync(
        IReadOnlyList<ScheduleView> views,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(context, views, cancellationToken);
    }

    internal async Task<IReadOnlyDictionary<string, DateTime?>> ReadAsync(
        ParserDbContext context,
        IEnumerable<ScheduleView> views,
        CancellationToken cancellationToken
    )
    {
        var wanted = views.Where(view => view.Timing.Interval is not null).Select(view => view.Id).ToList();
        if (wanted.Count == 0)
            return new Dictionary<string, DateTime?>();
        var last = await LastRuns.ReadAsync(context, wanted, cancellationToken);
        var waiting = await context
            .Set<ParserJob>()
            .Where(job => job.Status == JobStatus.Pending && job.ScheduleId != null)
            .GroupBy(job => job.ScheduleId!)
            .Select(own => new { Schedule = own.Key, At = own.Max(job => job.RequestedAt) })
            .ToDictionaryAsync(own => own.Schedule, own => (DateTime?)own.At, cancellationToken);
        return last.ToDictionary(
            each => each.Key,
            each => new[] { each.Value.Run?.StartedAt, waiting.GetValueOrDefault(each.Key), _countFrom }.Max()
        );
    }

    /// <summary>
    /// Notes, in the admission's transaction, which jobs start: an interval counts from the last start, also from one by hand.
    /// </summary>
    /// <param name="recorded">The slots of this transaction: what is known of their schedules is not asked for again.</param>
    internal static async Task StartedAsync(
        ParserDbContext context,
        IReadOnlyList<ParserJob> started,
        IReadOnlyList<RecordedSlot> recorded,
        ParserSettings settings,
        CancellationToken cancellationToken
    )
    {
        var own = recorded.ToDictionary(slot => slot.Job.Id, slot => slot.Due);
        foreach (var job in started)
        {
            if (own.TryGetValue(job.Id, out var due))
                Move(due.Slot, due.View.Timing, job);
        }

        var others = started.Where(job => !own.ContainsKey(job.Id)).ToList();
        if (others is not [])
            await MoveOthersAsync(context, others, settings, cancellationToken);
    }

    /// <summary>The slots of those that were not recorded just now: asked for by hand, or waiting since.</summary>
    private static async Task MoveOthersAsync(
        ParserDbContext context,
        List<ParserJob> others,
        ParserSettings settings,
        CancellationToken cancellationToken
    )
    {
        var sources = others.Select(job => job.IsGlobal ? null : job.SourceId).Distinct().ToList();
        // Stryker disable once Logical: it reads more rows; what is too much, the loop below leaves out.
        var found = await (
            from schedule in context.Set<Schedule>()
            where schedule.Cron == null && sources.Contains(schedule.SourceId)
            join slot in context.Set<NextSlot>() on schedule.Id equals slot.ScheduleId
            where slot.NextAt != null
            select new { schedule, slot }
        ).ToListAsync(cancellationToken);
        foreach (var job in others)
        {
            foreach (
                var each in found.Where(each =>
                    each.schedule.Task == job.Task
                    && (each.schedule.SourceId ?? "") == job.SourceId
                    && (job.ScheduleId ?? each.schedule.Id) == each.schedule.Id
                )
            )
            {
                Move(each.slot, ScheduleTiming.Of(each.schedule, settings), job);
            }
        }
    }

    private static void Move(NextSlot slot, ScheduleTiming timing, ParserJob started)
    {
        if (timing.Interval is { } interval)
            slot.NextAt = SlotPlan.AfterStart(interval, slot.NextAt, started.StartedAt!.Value);
    }
}
