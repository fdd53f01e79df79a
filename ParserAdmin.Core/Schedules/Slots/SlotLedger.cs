using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Timing;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>
/// Keeps when each schedule's next slot comes due, in a table: the one truth for firing, forecast, pages and API. All that it writes it
/// writes under the admission's lock.
/// </summary>
public sealed class SlotLedger(
    IDbContextFactory<ParserDbContext> contexts,
    ScheduleQueries schedules,
    IntervalStarts intervals,
    TimeProvider clock,
    ILogger<SlotLedger> logger
) : IDisposable
{
    private static readonly CompiledQuery<Func<ParserDbContext, DateTime, int, IAsyncEnumerable<DueRow>>> Due = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, DateTime now, int most) =>
                (
                    from slot in context.Set<NextSlot>().AsNoTracking()
                    where slot.NextAt <= now
                    orderby slot.NextAt, slot.ScheduleId
                    join schedule in context.Set<Schedule>() on slot.ScheduleId equals schedule.Id
                    join source in context.Set<Source>() on schedule.SourceId equals source.Id into sources
                    from source in sources.DefaultIfEmpty()
                    select new DueRow(slot, schedule, source)
                ).Take(most)
        )
    );

    /// <summary>Up to here rows are asked for by name; of more, all are read.</summary>
    internal const int Few = 100;

    private readonly SemaphoreSlim _oneRefresh = new(1, 1);
    private static readonly TimeSpan BetweenComparisons = TimeSpan.FromMinutes(1);
    private object? _stamp;
    private long _compared;
    private long _knownDue = long.MaxValue;

    /// <summary>When each schedule's next slot comes due, UTC, by its id; none for one without slots. What is overdue is due now.</summary>
    public async Task<IReadOnlyDictionary<string, DateTime>> NextRunsAsync(
        IReadOnlyList<ScheduleView> views,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var plan = new SlotPlan(await SettingsStore.ReadAsync(context, cancellationToken), clock.UtcMilliseconds());
        var slots = context.Set<NextSlot>().AsNoTracking();
        var ids = views.Select(view => view.Id).ToList();
        // Stryker disable once Conditional,Equality: both ways give the same answer, and only the time they take differs.
        var stored = await (ids.Count > Few ? slots : slots.Where(slot => ids.Contains(slot.ScheduleId))).ToDictionaryAsync(
            slot => slot.ScheduleId,
            cancellationToken
        );

        // What a change made stale a moment ago, and nobody has stored anew yet, is told as it will be.
        var stale = views.Where(view => !plan.IsCurrent(view, stored.GetValueOrDefault(view.Id), false)).ToList();
        var starts = await intervals.ReadAsync(context, stale, cancellationToken);
        var fresh = stale.ToDictionary(view => view.Id, view => plan.First(view, starts.GetValueOrDefault(view.Id)));
        var next = new Dictionary<string, DateTime>();
        foreach (var view in views)
        {
            if ((fresh.TryGetValue(view.Id, out var first) ? first : stored[view.Id].NextAt) is { } at)
                next[view.Id] = new[] { at, plan.Now }.Max();
        }

        return next;
    }

    /// <summary>
    /// The earliest moment at which there is something to do, UTC: a slot, or a retry whose wait is over. Null where nothing lies ahead.
    /// </summary>
    public async Task<DateTime?> EarliestAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = context.Set<ParserJob>().Where(JobWait.Waiting(clock.UtcMilliseconds()));
        var next = await context
            .Set<ParserSettings>()
            .Select(_ => new { Slot = context.Set<NextSlot>().Min(slot => slot.NextAt), Retry = waiting.Min(job => job.NotBefore) })
            .SingleAsync(cancellationToken);
        Interlocked.Exchange(ref _knownDue, (next.Slot ?? DateTime.MaxValue).Ticks);
        return new[] { next.Slot, next.Retry }.Min();
    }

    public void Dispose() => _oneRefresh.Dispose();

    /// <summary>Computes anew what was computed from something else than holds now.</summary>
    /// <param name="distrust">The clock may have been another when the slots were stored; what it could not have told now is computed anew,
    /// too.</param>
    /// <returns>Whether anything was changed since the last look, by whomever.</returns>
    internal async Task<bool> RefreshAsync(bool distrust, CancellationToken cancellationToken)
    {
        await _oneRefresh.WaitAsync(cancellationToken);
        try
        {
            object stamp = await schedules.StampAsync(cancellationToken);
            var changed = distrust || !stamp.Equals(_stamp);

            // The stamp tells what the program changed. Someone with SQL leaves no trace in it, so all is compared now and then.
            if (!changed && clock.GetElapsedTime(_compared) < BetweenComparisons)
                return false;
            changed |= await StoreAsync(distrust, cancellationToken);
            (_stamp, _compared) = (stamp, clock.GetTimestamp());
            return changed;
        }
        finally
        {
            _oneRefresh.Release();
        }
    }

    /// <summary>Without a lock; and without a question when the slot that was the earliest has come.</summary>
    internal async Task<bool> AnyDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        if (Interlocked.Exchange(ref _knownDue, long.MaxValue) <= now.Ticks)
            return true;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<NextSlot>().AnyAsync(slot => slot.NextAt <= now, cancellationToken);
    }

    /// <summary>
    /// Takes slots that are due, the oldest first: moves each to the first one after now. The caller holds the lock, saves and commits.
    /// </summary>
    internal async Task<IReadOnlyList<DueSlot>> TakeAsync(
        ParserDbContext context,
        ParserSettings settings,
        DateTime now,
        int most,
        CancellationToken cancellationToken
    )
    {
        var found = await Due.In(context)(context, now, most).ToListAsync(cancellationToken);
        var views = await schedules.ViewsAsync(
            context,
            [.. found.Select(each => (each.Schedule, each.Source))],
            settings,
            cancellationToken
        );
        var plan = new SlotPlan(settings, now);
        var due = new List<DueSlot>();
        foreach (var (each, view) in found.Zip(views))
        {
            context.Attach(each.Slot);
            var taken = each.Slot.NextAt!.Value;
            (each.Slot.NextAt, each.Slot.ComputedFrom) = (plan.HasSlots(view) ? plan.After(view, taken) : null, plan.Source(view));
            if (plan.HasSlots(view))
                due.Add(new DueSlot(view, each.Source, view.Timing.Latest(taken, now), each.Slot));
        }

        return due;
    }

    /// <returns>Whether a slot was stale.</returns>
    private async Task<bool> StoreAsync(bool distrust, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // Stryker disable once Statement: SQLite has one writer anyway; SlotRefreshTests sees it on PostgreSQL.
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var plan = new SlotPlan(await SettingsStore.ReadAsync(context, cancellationToken), clock.UtcMilliseconds());
        var stored = await context.Set<NextSlot>().ToDictionaryAsync(slot => slot.ScheduleId, cancellationToken);
        var stale = (await schedules.AllAsync(context, plan.Settings, cancellationToken))
            .Where(view => !plan.IsCurrent(view, stored.GetValueOrDefault(view.Id), distrust))
            .ToList();
        var starts = await intervals.ReadAsync(context, stale, cancellationToken);
        foreach (var view in stale)
        {
            var (next, from) = (plan.First(view, starts.GetValueOrDefault(view.Id)), plan.Source(view));
            if (!stored.TryGetValue(view.Id, out var slot))
                context.Add(slot = new NextSlot { ScheduleId = view.Id, ComputedFrom = from });
            (slot.NextAt, slot.ComputedFrom) = (next, from);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.LogDebug("The next slots of {Count} schedules were computed anew", stale.Count);
        return stale.Count > 0;
    }
}

/// <summary>A slot as it is read; <paramref name="Source"/> is null for a task of the whole program.</summary>
internal sealed record DueRow(NextSlot Slot, Schedule Schedule, Source? Source);

/// <summary>A slot that was taken.</summary>
/// <param name="Due">The last of those that it stands for, UTC: where several were missed, they are one.</param>
/// <param name="Slot">The schedule's row, which names the next one by now.</param>
internal sealed record DueSlot(ScheduleView View, Source? Source, DateTime Due, NextSlot Slot);
