using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules.Engines.Quartz;

namespace ParserAdmin.Core.Schedules;

/// <summary>Reads schedules with their next and last runs, for page and API.</summary>
public sealed class ScheduleOverviews(ScheduleQueries schedules, QuartzScheduler scheduler, TimeProvider clock)
{
    /// <summary>How many runs a preview shows.</summary>
    public const int Preview = 5;

    /// <summary>In the order of their ids, after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<ScheduleOverview>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var views = await schedules.AllAsync(cancellationToken);
        var next = await scheduler.NextRunsAsync(cancellationToken);
        var overviews = new List<ScheduleOverview>();
        foreach (var view in views.OrderBy(view => view.Id, StringComparer.Ordinal)
            .Where(view => after is null || string.CompareOrdinal(view.Id, after) > 0).Take(limit))
            overviews.Add(await OfAsync(view, next, cancellationToken));
        return overviews;
    }

    public async Task<ScheduleOverview?> FindAsync(string id, CancellationToken cancellationToken) =>
        await schedules.FindAsync(id, cancellationToken) is { } view
            ? await OfAsync(view, await scheduler.NextRunsAsync(cancellationToken), cancellationToken)
            : null;

    private async Task<ScheduleOverview> OfAsync(ScheduleView view, IReadOnlyDictionary<string, DateTime> next, CancellationToken cancellationToken) => new(
        view,
        view.Armed ? view.Timing.Next(clock.UtcMilliseconds(), next.TryGetValue(view.Id, out var first) ? first : null, Preview) : [],
        await schedules.LastRunAsync(view.Schedule, cancellationToken),
        await schedules.LastSkippedAsync(view.Schedule, cancellationToken));
}

/// <summary>A schedule with what a person wants to know beside it.</summary>
/// <param name="Next">Its next runs, UTC, rising; none where it starts nothing.</param>
/// <param name="LastRun">The newest job that it or a person began.</param>
/// <param name="LastSkipped">Its newest slot, where that was skipped: the reason says why.</param>
public sealed record ScheduleOverview(ScheduleView View, IReadOnlyList<DateTime> Next, ParserJob? LastRun, ParserJob? LastSkipped = null);
