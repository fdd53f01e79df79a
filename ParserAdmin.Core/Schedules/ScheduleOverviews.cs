using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules.Slots;

namespace ParserAdmin.Core.Schedules;

/// <summary>Reads schedules with their next and last runs, for page and API.</summary>
public sealed class ScheduleOverviews(ScheduleQueries schedules, LastRuns lastRuns, SlotLedger ledger, TimeProvider clock)
{
    /// <summary>How many runs a preview shows.</summary>
    public const int Preview = 5;

    /// <summary>In the order of their ids, after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<ScheduleOverview>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        await OfAsync(
            [
                .. (await schedules.AllAsync(cancellationToken))
                    .OrderBy(view => view.Id, StringComparer.Ordinal)
                    .Where(view => after is null || string.CompareOrdinal(view.Id, after) > 0)
                    .Take(limit),
            ],
            cancellationToken
        );

    /// <summary>By source and in the order of the tasks: the first of those that fit, after the schedule <paramref name="after"/>.</summary>
    /// <param name="text">What source, task, name or time has to hold, or null.</param>
    /// <param name="condition">Null for all.</param>
    public async Task<SchedulePage> PageAsync(
        string? text,
        ScheduleCondition? condition,
        string? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var fitting = (await schedules.AllAsync(cancellationToken)).Where(view => text is null || view.Holds(text)).ToList();
        var counts = fitting.CountBy(view => view.Condition).ToDictionary();
        var wanted = condition is null ? fitting : fitting.FindAll(view => view.Condition == condition);
        var from = after is null ? 0 : 1 + wanted.FindIndex(view => view.Id == after);
        var page = wanted.Skip(from).Take(limit).ToList();
        return new SchedulePage(
            await OfAsync(page, cancellationToken),
            page.Count > 0 && from + page.Count < wanted.Count ? page[^1].Id : null,
            counts
        );
    }

    public async Task<ScheduleOverview?> FindAsync(string id, CancellationToken cancellationToken) =>
        await schedules.FindAsync(id, cancellationToken) is { } view ? (await OfAsync([view], cancellationToken))[0] : null;

    private async Task<IReadOnlyList<ScheduleOverview>> OfAsync(IReadOnlyList<ScheduleView> views, CancellationToken cancellationToken)
    {
        var next = await ledger.NextRunsAsync(views, cancellationToken);
        var jobs = await lastRuns.ReadAsync([.. views.Select(view => view.Id)], cancellationToken);
        return
        [
            .. from view in views
            let last = jobs.GetValueOrDefault(view.Id)
            select new ScheduleOverview(
                view,
                view.Armed && next.TryGetValue(view.Id, out var first) ? Following(view, first) : [],
                last?.Run,
                last?.Skipped
            ),
        ];
    }

    /// <summary>The stored slot, and those that follow it.</summary>
    private IReadOnlyList<DateTime> Following(ScheduleView view, DateTime first) =>
        view.Timing.Interval is null
            ? [first, .. view.Timing.Next(first > clock.UtcMilliseconds() ? first : clock.UtcMilliseconds(), null, Preview - 1)]
            : view.Timing.Next(clock.UtcMilliseconds(), first, Preview);
}

/// <summary>A schedule with what a person wants to know beside it.</summary>
/// <param name="Next">Its next runs, UTC, rising; none where it starts nothing.</param>
/// <param name="LastRun">The newest job that it or a person began.</param>
/// <param name="LastSkipped">Its newest slot, where that was skipped: the reason says why.</param>
public sealed record ScheduleOverview(ScheduleView View, IReadOnlyList<DateTime> Next, ParserJob? LastRun, ParserJob? LastSkipped = null);

/// <summary>One page of the list of schedules.</summary>
/// <param name="Next">What the page after this one begins behind; null where there is none.</param>
/// <param name="Counts">How many there are of each condition, on all pages together.</param>
public sealed record SchedulePage(IReadOnlyList<ScheduleOverview> Items, string? Next, IReadOnlyDictionary<ScheduleCondition, int> Counts);
