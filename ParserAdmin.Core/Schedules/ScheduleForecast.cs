using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Slots;

namespace ParserAdmin.Core.Schedules;

/// <summary>What the schedules start next, by the ledger of slots: also for a process that has no scheduler.</summary>
public sealed class ScheduleForecast(
    ScheduleQueries schedules,
    SlotLedger ledger,
    IntervalStarts intervals,
    SettingsStore settings,
    TimeProvider clock
)
{
    /// <summary>None in manual or while stopped: nothing starts then.</summary>
    public async Task<IReadOnlyList<NextRun>> NextRunsAsync(CancellationToken cancellationToken)
    {
        if (await settings.ReadAsync(cancellationToken) is not { Mode: ParserMode.Auto, Stopped: false })
            return [];
        var armed = (await schedules.AllAsync(cancellationToken)).Where(view => view.Armed).ToList();
        var next = await ledger.NextRunsAsync(armed, cancellationToken);
        return
        [
            .. armed.Where(view => next.ContainsKey(view.Id)).Select(view => new NextRun(view.Id, next[view.Id])).OrderBy(run => run.At),
        ];
    }

    /// <summary>When each schedule would run first in auto, UTC, by its id; now for one that never ran or is overdue.</summary>
    public async Task<IReadOnlyDictionary<string, DateTime>> FirstInAutoAsync(
        IReadOnlyList<ScheduleView> views,
        CancellationToken cancellationToken
    )
    {
        var starts = await intervals.ReadAsync(views, cancellationToken);
        return views.ToDictionary(
            view => view.Id,
            view => view.Timing.First(ParserMode.Auto, starts.GetValueOrDefault(view.Id), clock.UtcMilliseconds())
        );
    }
}

/// <summary>When a schedule starts its next job, UTC.</summary>
public sealed record NextRun(string ScheduleId, DateTime At);
