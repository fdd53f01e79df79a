using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Schedules;

/// <summary>
/// What the schedules start next, told from the tables alone: for a process that has no scheduler. Nothing starts in manual or while stopped.
/// </summary>
public sealed class ScheduleForecast(ScheduleQueries schedules, SettingsStore settings, TimeProvider clock)
{
    public async Task<IReadOnlyList<NextRun>> NextRunsAsync(CancellationToken cancellationToken)
    {
        if (await settings.ReadAsync(cancellationToken) is not { Mode: ParserMode.Auto, Stopped: false })
            return [];
        var next = new List<NextRun>();
        foreach (var view in (await schedules.AllAsync(cancellationToken)).Where(view => view.Armed))
            next.Add(new NextRun(view.Id, await FirstAsync(view, cancellationToken)));
        return [.. next.OrderBy(run => run.At)];
    }

    /// <summary>When a schedule would run first in auto, UTC; now for one that never ran or is overdue.</summary>
    public async Task<DateTime> FirstAsync(ScheduleView view, CancellationToken cancellationToken)
    {
        var last = await schedules.LastRunAsync(view.Schedule, cancellationToken);
        return view.Timing.First(ParserMode.Auto, last?.StartedAt, clock.UtcMilliseconds());
    }
}

/// <summary>When a schedule starts its next job, UTC.</summary>
public sealed record NextRun(string ScheduleId, DateTime At);
