using ParserAdmin.Components.Charts;
using ParserAdmin.Components.Pages.Sources.Detail;
using ParserAdmin.Components.Pages.Sources.List;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Backoff;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>Reads sources with their runs, items and next runs: a dozen statements, however many are shown.</summary>
public sealed class SourceOverviewReader(
    SourceQueries sources,
    KnownDefinitions definitions,
    JobQueries jobs,
    JobStatistics statistics,
    ItemQueries items,
    ScheduleQueries schedules,
    SlotLedger ledger,
    SettingsStore settings,
    IEnumerable<IInvocable> invocables,
    PathStates paths,
    SourceBackoffs backoffs,
    TimeProvider clock
)
{
    private const int MostOpen = 500;
    private static readonly JobFilter Open = new([JobStatus.Running, JobStatus.Pending]);

    /// <summary>The first of those that the view wants, after its <see cref="SourcesView.After"/>.</summary>
    public async Task<SourcePageOf> PageAsync(SourcesView view, int limit, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(cancellationToken);
        var all = await sources.AllAsync(cancellationToken);
        var health = await sources.HealthAsync(null, cancellationToken);
        var fitting = all.Where(source => view.Fits(source, definitions.Of(source))).ToList();
        var wanted = Sort(
                view.Health is { } state ? fitting.Where(source => health.GetValueOrDefault(source.Id) == state) : fitting,
                view.Order,
                health,
                plan
            )
            .ToList();
        var from = view.After is null ? 0 : 1 + wanted.FindIndex(source => source.Id == view.After);
        var page = wanted.Skip(from).Take(limit).ToList();
        return new SourcePageOf(
            await OfAsync(page, health, plan, cancellationToken),
            page.Count > 0 && from + page.Count < wanted.Count ? page[^1].Id : null,
            fitting.CountBy(source => health.GetValueOrDefault(source.Id)).ToDictionary(),
            [.. all.Select(source => source.Kind).Distinct().Order()],
            all.Select(source => source.Id).ToHashSet()
        );
    }

    /// <summary>Those of these ids that there are, in no order.</summary>
    public async Task<IReadOnlyList<SourceOverview>> SomeAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        await OfAsync(
            await sources.SomeAsync(ids, cancellationToken),
            await sources.HealthAsync(ids, cancellationToken),
            await PlanAsync(cancellationToken),
            cancellationToken
        );

    public async Task<SourceOverview?> FindAsync(string id, CancellationToken cancellationToken) =>
        await SomeAsync([id], cancellationToken) is [var overview]
            ? overview with
            {
                Paths = await paths.ListAsync(id, cancellationToken),
                Backoff = await backoffs.FindAsync(id, cancellationToken),
            }
            : null;

    private async Task<IReadOnlyList<SourceOverview>> OfAsync(
        IReadOnlyList<Source> found,
        IReadOnlyDictionary<string, SourceHealth> health,
        SchedulePlan plan,
        CancellationToken cancellationToken
    )
    {
        if (found.Count == 0)
            return [];
        string[] ids = [.. found.Select(source => source.Id)];
        var runs = await statistics.LastOfEachAsync(ids, RunStrip.Places, cancellationToken);
        var open = (await jobs.RecentAsync(Open, null, MostOpen, cancellationToken)).ToLookup(job => job.SourceId);
        var counts = await items.CountsAsync(ids, cancellationToken);
        var fresh = await statistics.NewItemsAsync(ids, clock.UtcMilliseconds().AddDays(-1), cancellationToken);
        return
        [
            .. from source in found
            let definition = definitions.Of(source)
            select new SourceOverview(
                source,
                definition,
                health.GetValueOrDefault(source.Id),
                [
                    .. from invocable in invocables
                    where !invocable.Definition.IsGlobal
                    select Task(source, invocable.Definition, definition, plan),
                ],
                [.. runs[source.Id]],
                [.. open[source.Id]],
                counts.GetValueOrDefault(source.Id),
                fresh.GetValueOrDefault(source.Id)
            ),
        ];
    }

    private static IEnumerable<Source> Sort(
        IEnumerable<Source> sources,
        SourceSort sort,
        IReadOnlyDictionary<string, SourceHealth> health,
        SchedulePlan plan
    ) =>
        // All come by name.
        sort switch
        {
            SourceSort.Name => sources,
            SourceSort.Next => sources.OrderBy(source => plan.Next(source.Id) ?? DateTime.MaxValue),
            SourceSort.Checked => sources.OrderBy(source => source.LastCheckedAt ?? DateTime.MinValue),
            _ => sources.OrderBy(source =>
                health.GetValueOrDefault(source.Id) switch
                {
                    SourceHealth.Failing => 0,
                    SourceHealth.Paused => 2,
                    SourceHealth.Disabled => 3,
                    _ => 1,
                }
            ),
        };

    private static SourceTask Task(Source source, TaskDefinition task, SourceDefinition? definition, SchedulePlan plan) =>
        new(
            task,
            definition is null ? "errors" : task.Lacks(definition),
            [
                .. plan.Schedules[source.Id]
                    .Where(view => view.Unavailable is null && Schedule.IsOf(view.Id, task.Name, source.Id))
                    .Select(view => new SourceSchedule(view, plan.Next(view))),
            ]
        );

    private async Task<SchedulePlan> PlanAsync(CancellationToken cancellationToken)
    {
        // In manual the slots still come, but the gate refuses them: telling their times would promise runs that do not come.
        var starts = await settings.ReadAsync(cancellationToken) is { Stopped: false, Mode: ParserMode.Auto };
        var views = await schedules.AllAsync(cancellationToken);
        return new SchedulePlan(
            starts,
            views.ToLookup(view => view.Schedule.SourceId ?? ""),
            await ledger.NextRunsAsync(views, cancellationToken)
        );
    }

    /// <param name="Schedules">By source.</param>
    private sealed record SchedulePlan(bool Starts, ILookup<string, ScheduleView> Schedules, IReadOnlyDictionary<string, DateTime> NextRuns)
    {
        public DateTime? Next(ScheduleView view) => view.Armed && Starts && NextRuns.TryGetValue(view.Id, out var next) ? next : null;

        public DateTime? Next(string sourceId) => Schedules[sourceId].Min(Next);
    }
}

/// <summary>One page of the list of sources.</summary>
/// <param name="Next">What the page after this one begins behind; null where there is none.</param>
/// <param name="Counts">How many there are of each state, on all pages together.</param>
/// <param name="Kinds">Of all sources.</param>
/// <param name="Ids">Of all sources.</param>
public sealed record SourcePageOf(
    IReadOnlyList<SourceOverview> Sources,
    string? Next,
    IReadOnlyDictionary<SourceHealth, int> Counts,
    IReadOnlyList<string> Kinds,
    IReadOnlySet<string> Ids
);
