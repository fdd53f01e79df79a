using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Schedules.Timing;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Schedules;

/// <summary>Reads schedules, and what settings, sources and invocables say to them.</summary>
public sealed class ScheduleQueries(
    IDbContextFactory<ParserDbContext> contexts,
    IEnumerable<IInvocable> invocables,
    KnownDefinitions definitions
)
{
    private readonly HashSet<string> _runnable = [.. invocables.Select(invocable => invocable.Definition.Name)];

    /// <summary>All, by source and in the order of the tasks.</summary>
    public async Task<IReadOnlyList<ScheduleView>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await AllAsync(context, await SettingsStore.ReadAsync(context, cancellationToken), cancellationToken);
    }

    internal async Task<IReadOnlyList<ScheduleView>> AllAsync(
        ParserDbContext context,
        ParserSettings settings,
        CancellationToken cancellationToken
    )
    {
        var sources = await context.Set<Source>().AsNoTracking().ToDictionaryAsync(source => source.Id, cancellationToken);
        var schedules = await context.Set<Schedule>().AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. schedules
                .OrderBy(schedule => schedule.SourceId is null)
                .ThenBy(schedule => schedule.SourceId, StringComparer.Ordinal)
                .ThenBy(Place)
                .ThenBy(schedule => schedule.Id, StringComparer.Ordinal)
                .Select(schedule =>
                    View(schedule, schedule.SourceId is { } id ? sources.GetValueOrDefault(id) : null, settings, sources.ContainsKey)
                ),
        ];
    }

    /// <summary>Those schedules, in their order.</summary>
    internal async Task<IReadOnlyList<ScheduleView>> ViewsAsync(
        ParserDbContext context,
        IReadOnlyList<(Schedule Schedule, Source? Source)> found,
        ParserSettings settings,
        CancellationToken cancellationToken
    )
    {
        var libraries = found.Select(each => LibraryOf(each.Schedule, each.Source)).OfType<string>().Distinct().ToList();
        var there =
            libraries.Count == 0
                ? []
                : await context
                    .Set<Source>()
                    .Where(source => libraries.Contains(source.Id))
                    .Select(source => source.Id)
                    .ToHashSetAsync(cancellationToken);
        return [.. found.Select(each => View(each.Schedule, each.Source, settings, there.Contains))];
    }

    public async Task<ScheduleView?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await FindAsync(context, id, cancellationToken);
    }

    /// <summary>Differs from the last one as soon as anyone, on any node, changed something that bears on the slots.</summary>
    internal async Task<object> StampAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (schedules, sources) = (context.Set<Schedule>(), context.Set<Source>());
        return await context
            .Set<ParserSettings>()
            .Select(settings => new
            {
                settings.Version,
                Schedules = schedules.Count(),
                ScheduleVersions = schedules.Sum(each => each.Version),
                LastEdit = schedules.Max(each => (DateTime?)each.UpdatedAt),
                Sources = sources.Count(),
                SourceVersions = sources.Sum(each => each.Version),
            })
            .SingleAsync(cancellationToken);
    }

    private async Task<ScheduleView?> FindAsync(ParserDbContext context, string id, CancellationToken cancellationToken)
    {
        var found = await (
            from schedule in context.Set<Schedule>().AsNoTracking().Where(schedule => schedule.Id == id)
            join source in context.Set<Source>().AsNoTracking() on schedule.SourceId equals source.Id into sources
            from source in sources.DefaultIfEmpty()
            select new { Schedule = schedule, Source = (Source?)source }
        ).SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : (
                await ViewsAsync(
                    context,
                    [(found.Schedule, found.Source)],
                    await SettingsStore.ReadAsync(context, cancellationToken),
                    cancellationToken
                )
            )[0];
    }

    private ScheduleView View(Schedule schedule, Source? source, ParserSettings settings, Predicate<string> isThere)
    {
        // The mode bars everything alike, so it is no news of one schedule; the flag and the pauses are.
        var flag = GateRules.Schedule(SafetyState.Of(settings) with { Mode = ParserMode.Auto }, schedule.Task, scheduled: true)?.Message;
        var timing = ScheduleTiming.Of(schedule, settings);
        var unavailable = Unavailable(schedule, source, isThere) ?? timing.Problem?.TrimEnd('.');
        return new ScheduleView(schedule, source?.Name, timing, unavailable, flag ?? source?.Block ?? schedule.Block)
        {
            SourceBlock = source?.Block,
        };
    }

    private string? Unavailable(Schedule schedule, Source? source, Predicate<string> isThere)
    {
        if (TaskDefinitions.Find(schedule.Task) is not { } preset || !_runnable.Contains(schedule.Task))
            return $"This version cannot run {schedule.Task} yet";
        if (preset.IsGlobal)
            return null;
        if (source is null)
            return $"There is no source {schedule.SourceId} any more";
        return definitions.Of(source) is not { } definition ? $"The definition of {source.Name} has errors"
            : preset.Lacks(definition) is { } lacks ? $"The definition of {source.Name} has {lacks}, which {schedule.Task} needs"
            : LibraryOf(schedule, source) is { } library && !isThere(library)
                ? $"There is no source {library}, at which {source.Name} looks its items up; add it"
            : null;
    }

    /// <summary>Of a task that looks items up: the id of the source where.</summary>
    private string? LibraryOf(Schedule schedule, Source? source) =>
        source is not null && TaskDefinitions.Find(schedule.Task)?.Library is { } library && definitions.Of(source) is { } definition
            ? library(definition)
            : null;

    private static int Place(Schedule schedule) =>
        TaskDefinitions
            .All.Select((preset, place) => (Task: preset.Name, place))
            .FirstOrDefault(known => known.Task == schedule.Task, (schedule.Task, int.MaxValue))
            .Item2;
}
