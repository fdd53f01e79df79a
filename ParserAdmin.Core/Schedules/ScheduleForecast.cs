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
        if (!await StartsNowAsync(cancellationToken))
            return [];
        var starts = await StartsAsync(await schedules.AllAsync(cancellationToken), cancellationToken);
        return [.. starts.Select(run => new NextRun(run.View.Id, run.At))];
    }

    /// <summary>The next run of each of these that starts jobs, soonest first; outside of auto, its first one in auto.</summary>
    public async Task<IReadOnlyList<UpcomingRun>> StartsAsync(IReadOnlyList<ScheduleView> views, CancellationToken cancellationToken)
    {
        var armed = views.Where(view => view.Armed).ToList();
        var next = await StartsNowAsync(cancellationToken)
            ? await ledger.NextRunsAsync(armed, cancellationToken)
            : await FirstInAutoAsync(armed, cancellationToken);
        return UpcomingRun.Of(armed, next);
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

    private async Task<bool> StartsNowAsync(CancellationToken cancellationToken) =>
        await settings.ReadAsync(cancellationToken) is { Mode: ParserMode.Auto, Stopped: false };
}

/// <summary>When a schedule starts its next job, UTC.</summary>
public sealed record NextRun(string ScheduleId, DateTime At);
