using ParserAdmin.Components.Pages.Sources.Detail;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Backoff;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Watermarks;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>Reads sources with their jobs, items and next runs.</summary>
public sealed class SourceOverviewReader(
    SourceQueries sources, JobQueries jobs, ItemQueries items, ScheduleQueries schedules, SlotLedger ledger, SettingsStore settings, IEnumerable<IInvocable> invocables,
    PathStates paths, SourceBackoffs backoffs)
{
    /// <summary>Sources in the order of their ids, after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<SourceOverview>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(cancellationToken);
        var found = await sources.ListAsync(after, limit, cancellationToken);
        var health = await sources.HealthAsync([.. found.Select(source => source.Id)], cancellationToken);
        var overviews = new List<SourceOverview>();
        foreach (var source in found)
            overviews.Add(await OfAsync(source, health, plan, cancellationToken));
        return overviews;
    }

    public async Task<SourceOverview?> FindAsync(string id, CancellationToken cancellationToken) =>
        await sources.FindAsync(id, cancellationToken) is { } source
            ? await OfAsync(source, await sources.HealthAsync([id], cancellationToken), await PlanAsync(cancellationToken), cancellationToken) with
            {
                Paths = await paths.ListAsync(id, cancellationToken),
                Backoff = await backoffs.FindAsync(id, cancellationToken),
            }
            : null;

    private async Task<SourceOverview> OfAsync(
        Source source, IReadOnlyDictionary<string, SourceHealth> health, SchedulePlan plan, CancellationToken cancellationToken)
    {
        var definition = SourceDefinitionReader.Read(source.Definition).Definition;
        return new SourceOverview(
            source,
            health.GetValueOrDefault(source.Id),
            [.. from invocable in invocables where !invocable.Definition.IsGlobal select Task(source, invocable.Definition, definition, plan)],
            await jobs.RecentAsync(new JobFilter(SourceId: source.Id), null, 10, cancellationToken),
            await items.CountAsync(new ItemFilter(source.Id), cancellationToken));
    }

    private static SourceTask Task(Source source, TaskDefinition task, SourceDefinition? definition, SchedulePlan plan)
    {
        var schedules = plan.Schedules.Where(view => view.Unavailable is null && Schedule.IsOf(view.Id, task.Name, source.Id)).Select(view => new SourceSchedule(
            view, view.Armed && plan.Starts && plan.NextRuns.TryGetValue(view.Id, out var next) ? next : null));
        return new SourceTask(task, definition is null ? "errors" : task.Lacks(definition), [.. schedules]);
    }

    private async Task<SchedulePlan> PlanAsync(CancellationToken cancellationToken)
    {
        // In manual the slots still come, but the gate refuses them: telling their times would promise runs that do not come.
        var starts = await settings.ReadAsync(cancellationToken) is { Stopped: false, Mode: ParserMode.Auto };
        var views = await schedules.AllAsync(cancellationToken);
        return new SchedulePlan(starts, views, await ledger.NextRunsAsync(views, cancellationToken));
    }

    private sealed record SchedulePlan(bool Starts, IReadOnlyList<ScheduleView> Schedules, IReadOnlyDictionary<string, DateTime> NextRuns);
}
