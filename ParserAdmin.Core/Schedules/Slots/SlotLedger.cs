using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Timing;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>
/// Keeps when each schedule's next slot comes due, in a table: the one truth for firing, forecast, pages and API. All that it writes it writes under
/// the admission's lock.
/// </summary>
public sealed class SlotLedger(
    IDbContextFactory<ParserDbContext> contexts, ScheduleQueries schedules, StartPolicy start, TimeProvider clock, ILogger<SlotLedger> logger) : IDisposable
{
    /// <summary>Up to here rows are asked for by name; of more, all are read.</summary>
    internal const int Few = 100;

    private readonly DateTime? _countFrom = start.SkipInitial ? clock.UtcMilliseconds() : null;
    private readonly SemaphoreSlim _oneRefresh = new(1);
    private object? _stamp;

    /// <summary>When each schedule's next slot comes due, UTC, by its id; none for one without slots. What is overdue is due now.</summary>
    public async Task<IReadOnlyDictionary<string, DateTime>> NextRunsAsync(IReadOnlyList<ScheduleView> views, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var plan = new SlotPlan(await SettingsStore.ReadAsync(context, cancellationToken), clock.UtcMilliseconds());
        var slots = context.Set<NextSlot>().AsNoTracking();
        var ids = views.Select(view => view.Id).ToList();
        var stored = await (ids.Count > Few ? slots : slots.Where(slot => ids.Contains(slot.ScheduleId))).ToDictionaryAsync(slot => slot.ScheduleId, cancellationToken);

        // What a change made stale a moment ago, and nobody has stored anew yet, is told as it will be.
        var stale = views.Where(view => !plan.IsCurrent(view, stored.GetValueOrDefault(view.Id), false)).ToList();
        var starts = await LastStartsAsync(context, stale, cancellationToken);
        var fresh = stale.ToDictionary(view => view.Id, view => plan.First(view, starts.GetValueOrDefault(view.Id)));
        var next = new Dictionary<string, DateTime>();
        foreach (var view in views)
        {
            if ((fresh.TryGetValue(view.Id, out var first) ? first : stored[view.Id].NextAt) is { } at)
                next[view.Id] = at > plan.Now ? at : plan.Now;
        }

        return next;
    }

    /// <summary>The earliest moment at which there is something to do, UTC: a slot, or a retry whose wait is over. Null where nothing lies ahead.</summary>
    public async Task<DateTime?> EarliestAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.UtcMilliseconds();
        var slot = await context.Set<NextSlot>().MinAsync(next => next.NextAt, cancellationToken);
        var retry = await context.Set<ParserJob>().Where(job => job.Status == JobStatus.Pending && job.NotBefore > now).MinAsync(job => job.NotBefore, cancellationToken);
        return slot is null || retry < slot ? retry : slot;
    }

    /// <summary>Why some of the waiting jobs may not start, for people, by their ids; in the admission's transaction.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, string>> RefusalsAsync(ParserDbContext context, IReadOnlyList<ParserJob> waiting, CancellationToken cancellationToken)
    {
        // Slots were held against their schedule when they were recorded; a retry may come long after it was paused or deleted.
        var retries = waiting.Where(job => job is { Trigger: JobTrigger.Retry, ScheduleId: not null }).ToList();
        var ids = retries.Select(job => job.ScheduleId).Distinct().ToList();
        if (ids.Count == 0)
            return new Dictionary<Guid, string>();
        var known = await context.Set<Schedule>().AsNoTracking().Where(schedule => ids.Contains(schedule.Id)).ToDictionaryAsync(schedule => schedule.Id, cancellationToken);
        return retries.Select(job => (job.Id, Refusal: known.TryGetValue(job.ScheduleId!, out var schedule) ? schedule.Block : ScheduleCommands.Deleted))
            .Where(refused => refused.Refusal is not null).ToDictionary(refused => refused.Id, refused => refused.Refusal!);
    }

    /// <summary>Notes, in the admission's transaction, which jobs start: an interval counts from the last start, also from one by hand.</summary>
    internal static async Task StartedAsync(ParserDbContext context, IReadOnlyList<ParserJob> started, ParserSettings settings, CancellationToken cancellationToken)
    {
        var sources = started.Select(job => job.IsGlobal ? null : job.SourceId).Distinct().ToList();
        var found = await (
            from schedule in context.Set<Schedule>()
            where schedule.Cron == null && sources.Contains(schedule.SourceId)
            join slot in context.Set<NextSlot>() on schedule.Id equals slot.ScheduleId
            where slot.NextAt != null
            select new { schedule, slot }).ToListAsync(cancellationToken);
        foreach (var job in started)
        {
            foreach (var each in found.Where(each => each.schedule.Task == job.Task && (each.schedule.SourceId ?? "") == job.SourceId && (job.ScheduleId ?? each.schedule.Id) == each.schedule.Id))
            {
                if (ScheduleTiming.Of(each.schedule, settings).Interval is { } interval)
                    each.slot.NextAt = SlotPlan.AfterStart(interval, each.slot.NextAt, job.StartedAt!.Value);
            }
        }
    }

    /// <summary>When each of the interval schedules among them started last, by whomever, UTC.</summary>
    public async Task<IReadOnlyDictionary<string, DateTime?>> LastStartsAsync(IReadOnlyList<ScheduleView> views, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await LastStartsAsync(context, views, cancellationToken);
    }

    public void Dispose() => _oneRefresh.Dispose();

    /// <summary>Computes anew what was computed from something else than holds now.</summary>
    /// <param name="distrust">The clock may have been another when the slots were stored; what it could not have told now is computed anew, too.</param>
    /// <returns>Whether anything was changed since the last look, by whomever.</returns>
    internal async Task<bool> RefreshAsync(bool distrust, CancellationToken cancellationToken)
    {
        await _oneRefresh.WaitAsync(cancellationToken);
        try
        {
            object stamp = await schedules.StampAsync(cancellationToken);
            if (!distrust && stamp.Equals(_stamp))
                return false;
            await StoreAsync(distrust, cancellationToken);
            _stamp = stamp;
            return true;
        }
        finally
        {
            _oneRefresh.Release();
        }
    }

    internal async Task<bool> AnyDueAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.UtcMilliseconds();
        return await context.Set<NextSlot>().AnyAsync(slot => slot.NextAt <= now, cancellationToken);
    }

    /// <summary>Takes slots that are due, the oldest first: moves each to the first one after now. The caller holds the lock, saves and commits.</summary>
    internal async Task<IReadOnlyList<DueSlot>> TakeAsync(ParserDbContext context, ParserSettings settings, DateTime now, int most, CancellationToken cancellationToken)
    {
        var found = await (
            from slot in context.Set<NextSlot>()
            where slot.NextAt <= now
            orderby slot.NextAt, slot.ScheduleId
            join schedule in context.Set<Schedule>() on slot.ScheduleId equals schedule.Id
            join source in context.Set<Source>() on schedule.SourceId equals source.Id into sources
            from source in sources.DefaultIfEmpty()
            select new { Slot = slot, Schedule = schedule, Source = (Source?)source }).Take(most).ToListAsync(cancellationToken);
        var views = await schedules.ViewsAsync(context, [.. found.Select(each => (each.Schedule, each.Source))], settings, cancellationToken);
        var plan = new SlotPlan(settings, now);
        var due = new List<DueSlot>();
        foreach (var (each, view) in found.Zip(views))
        {
            var taken = each.Slot.NextAt!.Value;
            each.Slot.NextAt = plan.HasSlots(view) ? plan.After(view, taken) : null;
            if (plan.HasSlots(view))
                due.Add(new DueSlot(view, each.Source, view.Timing.Latest(taken, now)));
        }

        return due;
    }

    private async Task StoreAsync(bool distrust, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var plan = new SlotPlan(await SettingsStore.ReadAsync(context, cancellationToken), clock.UtcMilliseconds());
        var stored = await context.Set<NextSlot>().ToDictionaryAsync(slot => slot.ScheduleId, cancellationToken);
        var stale = (await schedules.AllAsync(context, plan.Settings, cancellationToken))
            .Where(view => !plan.IsCurrent(view, stored.GetValueOrDefault(view.Id), distrust)).ToList();
        var starts = await LastStartsAsync(context, stale, cancellationToken);
        foreach (var view in stale)
        {
            if (!stored.TryGetValue(view.Id, out var slot))
                context.Add(slot = new NextSlot { ScheduleId = view.Id, ComputedFrom = "" });
            (slot.NextAt, slot.ComputedFrom) = (plan.First(view, starts.GetValueOrDefault(view.Id)), plan.Source(view));
        }

        if (distrust)
            await RedateRetriesAsync(context, plan.Now, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (stale.Count > 0)
            logger.LogDebug("The next slots of {Count} schedules were computed anew", stale.Count);
    }

    /// <summary>Retries that were asked for in what is the future now: the clock was set back, and they would wait until the old time came again.</summary>
    private static async Task RedateRetriesAsync(ParserDbContext context, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var job in await context.Set<ParserJob>().Where(job => job.Status == JobStatus.Pending && job.NotBefore > now && job.RequestedAt > now).ToListAsync(cancellationToken))
            job.Redate(now);
    }

    /// <summary>When each of the interval schedules among them started last, by whomever; with what this process counts from.</summary>
    private async Task<IReadOnlyDictionary<string, DateTime?>> LastStartsAsync(ParserDbContext context, IReadOnlyList<ScheduleView> views, CancellationToken cancellationToken)
    {
        var wanted = views.Where(view => view.Timing.Interval is not null).Select(view => view.Id).ToHashSet();
        var starts = wanted.Count == 0 ? [] : await ScheduleQueries.LastStartsAsync(context, wanted, cancellationToken);
        return starts.ToDictionary(each => each.Key, each => each.Value is null || each.Value < _countFrom ? _countFrom : each.Value);
    }
}

/// <summary>A slot that was taken.</summary>
/// <param name="Due">The last of those that it stands for, UTC: where several were missed, they are one.</param>
internal sealed record DueSlot(ScheduleView View, Source? Source, DateTime Due);
