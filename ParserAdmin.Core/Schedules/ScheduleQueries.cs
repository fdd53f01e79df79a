using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Schedules;

/// <summary>Reads schedules, and what settings, sources and invocables say to them.</summary>
public sealed class ScheduleQueries(IDbContextFactory<ParserDbContext> contexts, IEnumerable<IInvocable> invocables)
{
    private readonly HashSet<string> _runnable = [.. invocables.Select(invocable => invocable.Definition.Name)];

    // The scheduler looks often and definitions seldom change, so each text is read once.
    private readonly ConcurrentDictionary<string, (string Text, SourceDefinition? Definition)> _definitions = new();

    /// <summary>All, by source and in the order of the tasks.</summary>
    public async Task<IReadOnlyList<ScheduleView>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var settings = await SettingsStore.ReadAsync(context, cancellationToken);
        var sources = await context.Set<Source>().AsNoTracking().ToDictionaryAsync(source => source.Id, cancellationToken);
        var schedules = await context.Set<Schedule>().AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. schedules.OrderBy(schedule => schedule.SourceId is null).ThenBy(schedule => schedule.SourceId, StringComparer.Ordinal).ThenBy(Place).ThenBy(schedule => schedule.Id, StringComparer.Ordinal)
                .Select(schedule => View(schedule, schedule.SourceId is { } id ? sources.GetValueOrDefault(id) : null, settings, sources.ContainsKey)),
        ];
    }

    public async Task<ScheduleView?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await FindAsync(context, id, cancellationToken))?.View;
    }

    /// <summary>
    /// The newest job that began, of the schedule or asked for by hand: when it started last and how that ended. Runs of another schedule of the
    /// same task and source do not count, or the one that runs often would keep the other from ever coming due.
    /// </summary>
    public async Task<ParserJob?> LastRunAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ParserJob>().AsNoTracking()
            .Where(job => job.Task == schedule.Task && job.SourceId == (schedule.SourceId ?? "") && job.StartedAt != null
                && (job.ScheduleId == null || job.ScheduleId == schedule.Id))
            .OrderByDescending(job => job.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The newest slot of a schedule if that was skipped, else null.</summary>
    public async Task<ParserJob?> LastSkippedAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await context.Set<ParserJob>().AsNoTracking()
            .Where(job => job.Task == schedule.Task && job.SourceId == (schedule.SourceId ?? "") && job.ScheduleId == schedule.Id)
            .OrderByDescending(job => job.Id).FirstOrDefaultAsync(cancellationToken);
        return last?.Status == JobStatus.Skipped ? last : null;
    }

    /// <summary>Differs from the last one as soon as anyone, on any node, changed something that bears on the triggers.</summary>
    internal async Task<(long, int, int, DateTime?, int, int)> StampAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (
            await context.Set<ParserSettings>().Select(settings => settings.Version).SingleAsync(cancellationToken),
            await context.Set<Schedule>().CountAsync(cancellationToken),
            await context.Set<Schedule>().SumAsync(schedule => schedule.Version, cancellationToken),
            await context.Set<Schedule>().MaxAsync(schedule => (DateTime?)schedule.UpdatedAt, cancellationToken),
            await context.Set<Source>().CountAsync(cancellationToken),
            await context.Set<Source>().SumAsync(source => source.Version, cancellationToken));
    }

    /// <summary>In the caller's transaction, with what it was read from.</summary>
    internal async Task<(ScheduleView View, ParserSettings Settings, Source? Source)?> FindAsync(ParserDbContext context, string id, CancellationToken cancellationToken)
    {
        var found = await (
            from schedule in context.Set<Schedule>().AsNoTracking().Where(schedule => schedule.Id == id)
            join source in context.Set<Source>().AsNoTracking() on schedule.SourceId equals source.Id into sources
            from source in sources.DefaultIfEmpty()
            select new { Schedule = schedule, Source = (Source?)source }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;
        var settings = await SettingsStore.ReadAsync(context, cancellationToken);
        var library = LibraryOf(found.Schedule, found.Source);
        var isThere = library is null || await context.Set<Source>().AnyAsync(source => source.Id == library, cancellationToken);
        return (View(found.Schedule, found.Source, settings, _ => isThere), settings, found.Source);
    }

    private ScheduleView View(Schedule schedule, Source? source, ParserSettings settings, Predicate<string> isThere)
    {
        // The mode bars everything alike, so it is no news of one schedule; the flag and the pauses are.
        var flag = GateRules.Schedule(SafetyState.Of(settings) with { Mode = ParserMode.Auto }, schedule.Task, scheduled: true)?.Message;
        return new ScheduleView(schedule, source?.Name, ScheduleTiming.Of(schedule, settings), Unavailable(schedule, source, isThere), flag ?? source?.Block ?? schedule.Block);
    }

    private string? Unavailable(Schedule schedule, Source? source, Predicate<string> isThere)
    {
        if (TaskDefinitions.Find(schedule.Task) is not { } preset || !_runnable.Contains(schedule.Task))
            return $"This version cannot run {schedule.Task} yet";
        if (preset.IsGlobal)
            return null;
        if (source is null)
            return $"There is no source {schedule.SourceId} any more";
        return Definition(source) is not { } definition ? $"The definition of {source.Name} has errors"
            : preset.Lacks(definition) is { } lacks ? $"The definition of {source.Name} has {lacks}, which {schedule.Task} needs"
            : LibraryOf(schedule, source) is { } library && !isThere(library) ? $"There is no source {library}, at which {source.Name} looks its items up; add it" : null;
    }

    /// <summary>Of a task that looks items up: the id of the source where.</summary>
    private string? LibraryOf(Schedule schedule, Source? source) =>
        source is not null && TaskDefinitions.Find(schedule.Task)?.Library is { } library && Definition(source) is { } definition ? library(definition) : null;

    private SourceDefinition? Definition(Source source)
    {
        if (_definitions.TryGetValue(source.Id, out var known) && known.Text == source.Definition)
            return known.Definition;
        var definition = SourceDefinitionReader.Read(source.Definition).Definition;
        _definitions[source.Id] = (source.Definition, definition);
        return definition;
    }

    private static int Place(Schedule schedule) =>
        TaskDefinitions.All.Select((preset, place) => (Task: preset.Name, place)).FirstOrDefault(known => known.Task == schedule.Task, (schedule.Task, int.MaxValue)).Item2;
}
