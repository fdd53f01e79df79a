using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules.Slots;

namespace ParserAdmin.Core.Schedules;

/// <summary>Reads schedules with their next and last runs, for page and API.</summary>
public sealed class ScheduleOverviews(ScheduleQueries schedules, SlotLedger ledger, TimeProvider clock)
{
    /// <summary>How many runs a preview shows.</summary>
    public const int Preview = 5;

    /// <summary>In the order of their ids, after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<ScheduleOverview>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => await OfAsync(
        [
            .. (await schedules.AllAsync(cancellationToken)).OrderBy(view => view.Id, StringComparer.Ordinal)
                .Where(view => after is null || string.CompareOrdinal(view.Id, after) > 0).Take(limit),
        ],
        cancellationToken);

    public async Task<ScheduleOverview?> FindAsync(string id, CancellationToken cancellationToken) =>
        await schedules.FindAsync(id, cancellationToken) is { } view ? (await OfAsync([view], cancellationToken))[0] : null;

    private async Task<IReadOnlyList<ScheduleOverview>> OfAsync(IReadOnlyList<ScheduleView> views, CancellationToken cancellationToken)
    {
        var next = await ledger.NextRunsAsync(views, cancellationToken);
        var jobs = await schedules.LastAsync([.. views.Select(view => view.Id)], cancellationToken);
        return
        [
            .. from view in views
               let last = jobs.GetValueOrDefault(view.Id)
               select new ScheduleOverview(view, view.Armed && next.TryGetValue(view.Id, out var first) ? Following(view, first) : [], last.Run, last.Skipped),
        ];
    }

    /// <summary>The stored slot, and those that follow it.</summary>
    private IReadOnlyList<DateTime> Following(ScheduleView view, DateTime first) => view.Timing.Interval is null
        ? [first, .. view.Timing.Next(first > clock.UtcMilliseconds() ? first : clock.UtcMilliseconds(), null, Preview - 1)]
        : view.Timing.Next(clock.UtcMilliseconds(), first, Preview);
}

/// <summary>A schedule with what a person wants to know beside it.</summary>
/// <param name="Next">Its next runs, UTC, rising; none where it starts nothing.</param>
/// <param name="LastRun">The newest job that it or a person began.</param>
/// <param name="LastSkipped">Its newest slot, where that was skipped: the reason says why.</param>
public sealed record ScheduleOverview(ScheduleView View, IReadOnlyList<DateTime> Next, ParserJob? LastRun, ParserJob? LastSkipped = null);
