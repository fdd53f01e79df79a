using System.Collections.Concurrent;
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
public sealed class ScheduleQueries(IDbContextFactory<ParserDbContext> contexts, IEnumerable<IInvocable> invocables)
{
    private readonly HashSet<string> _runnable = [.. invocables.Select(invocable => invocable.Definition.Name)];

    // The scheduler looks often and definitions seldom change, so each text is read once.
    private readonly ConcurrentDictionary<string, (string Text, SourceDefinition? Definition)> _definitions = new();

    /// <summary>All, by source and in the order of the tasks.</summary>
    public async Task<IReadOnlyList<ScheduleView>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await AllAsync(context, await SettingsStore.ReadAsync(context, cancellationToken), cancellationToken);
    }

    internal async Task<IReadOnlyList<ScheduleView>> AllAsync(ParserDbContext context, ParserSettings settings, CancellationToken cancellationToken)
    {
        var sources = await context.Set<Source>().AsNoTracking().ToDictionaryAsync(source => source.Id, cancellationToken);
        var schedules = await context.Set<Schedule>().AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. schedules.OrderBy(schedule => schedule.SourceId is null).ThenBy(schedule => schedule.SourceId, StringComparer.Ordinal).ThenBy(Place).ThenBy(schedule => schedule.Id, StringComparer.Ordinal)
                .Select(schedule => View(schedule, schedule.SourceId is { } id ? sources.GetValueOrDefault(id) : null, settings, sources.ContainsKey)),
        ];
    }

    /// <summary>Those schedules, in their order.</summary>
    internal async Task<IReadOnlyList<ScheduleView>> ViewsAsync(
        ParserDbContext context, IReadOnlyList<(Schedule Schedule, Source? Source)> found, ParserSettings settings, CancellationToken cancellationToken)
    {
        var libraries = found.Select(each => LibraryOf(each.Schedule, each.Source)).OfType<string>().Distinct().ToList();
        var there = libraries.Count == 0 ? []
            : await context.Set<Source>().Where(source => libraries.Contains(source.Id)).Select(source => source.Id).ToHashSetAsync(cancellationToken);
        return [.. found.Select(each => View(each.Schedule, each.Source, settings, there.Contains))];
    }

    public async Task<ScheduleView?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await FindAsync(context, id, cancellationToken);
    }

    /// <summary>When each of the schedules started last, or a person its task, UTC; null for one that never did.</summary>
    internal static async Task<Dictionary<string, DateTime?>> LastStartsAsync(ParserDbContext context, IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        var jobs = context.Set<ParserJob>();
        var all = context.Set<Schedule>();
        var some = ids.ToList();
        return (await (some.Count > SlotLedger.Few ? all : all.Where(schedule => some.Contains(schedule.Id))).Select(schedule => new
        {
            schedule.Id,
            Started = jobs.Where(job => job.SourceId == (schedule.SourceId ?? "") && job.Task == schedule.Task && job.StartedAt != null
                && (job.ScheduleId == null || job.ScheduleId == schedule.Id)).OrderByDescending(job => job.Id).Select(job => job.StartedAt).FirstOrDefault(),
        }).ToListAsync(cancellationToken)).Where(each => ids.Contains(each.Id)).ToDictionary(each => each.Id, each => each.Started);
    }

    /// <summary>
    /// Of each schedule its last run, of its own or asked for by hand, and its newest slot where that was skipped: two queries, however many schedules. Runs of
    /// another schedule of the same task and source do not count, or the one that runs often would keep the other from ever coming due.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, (ParserJob? Run, ParserJob? Skipped)>> LastAsync(IReadOnlyCollection<string> schedules, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var jobs = context.Set<ParserJob>();

        // Ids alone, each a step into an index: whole rows would make the database number all there are.
        var last = await context.Set<Schedule>().Where(schedule => schedules.Contains(schedule.Id)).Select(schedule => new
        {
            schedule.Id,
            Own = jobs.Where(job => job.SourceId == (schedule.SourceId ?? "") && job.Task == schedule.Task && job.ScheduleId == schedule.Id && job.StartedAt != null)
                .OrderByDescending(job => job.Id).Select(job => (Guid?)job.Id).FirstOrDefault(),
            ByHand = jobs.Where(job => job.SourceId == (schedule.SourceId ?? "") && job.Task == schedule.Task && job.ScheduleId == null && job.StartedAt != null)
                .OrderByDescending(job => job.Id).Select(job => (Guid?)job.Id).FirstOrDefault(),
            Slot = jobs.Where(job => job.ScheduleId == schedule.Id).OrderByDescending(job => job.Id).Select(job => (Guid?)job.Id).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        var wanted = last.SelectMany(one => new[] { one.Own, one.ByHand, one.Slot }).OfType<Guid>().Distinct().ToList();
        var found = await jobs.AsNoTracking().Where(job => wanted.Contains(job.Id)).ToDictionaryAsync(job => job.Id, cancellationToken);
        return last.ToDictionary(one => one.Id, one => (
            new[] { Job(one.Own), Job(one.ByHand) }.OfType<ParserJob>().MaxBy(job => job.Id),
            Job(one.Slot) is { Status: JobStatus.Skipped } skipped ? skipped : null));

        ParserJob? Job(Guid? id) => id is { } key ? found.GetValueOrDefault(key) : null;
    }

    /// <summary>Differs from the last one as soon as anyone, on any node, changed something that bears on the slots.</summary>
    internal async Task<object> StampAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (
            await context.Set<ParserSettings>().Select(settings => settings.Version).SingleAsync(cancellationToken),
            await context.Set<Schedule>().GroupBy(_ => 1).Select(all => new { Count = all.Count(), Versions = all.Sum(each => each.Version), Last = all.Max(each => each.UpdatedAt) })
                .SingleOrDefaultAsync(cancellationToken),
            await context.Set<Source>().GroupBy(_ => 1).Select(all => new { Count = all.Count(), Versions = all.Sum(each => each.Version) }).SingleOrDefaultAsync(cancellationToken));
    }

    private async Task<ScheduleView?> FindAsync(ParserDbContext context, string id, CancellationToken cancellationToken)
    {
        var found = await (
            from schedule in context.Set<Schedule>().AsNoTracking().Where(schedule => schedule.Id == id)
            join source in context.Set<Source>().AsNoTracking() on schedule.SourceId equals source.Id into sources
            from source in sources.DefaultIfEmpty()
            select new { Schedule = schedule, Source = (Source?)source }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null
            : (await ViewsAsync(context, [(found.Schedule, found.Source)], await SettingsStore.ReadAsync(context, cancellationToken), cancellationToken))[0];
    }

    private ScheduleView View(Schedule schedule, Source? source, ParserSettings settings, Predicate<string> isThere)
    {
        // The mode bars everything alike, so it is no news of one schedule; the flag and the pauses are.
        var flag = GateRules.Schedule(SafetyState.Of(settings) with { Mode = ParserMode.Auto }, schedule.Task, scheduled: true)?.Message;
        var timing = ScheduleTiming.Of(schedule, settings);
        var unavailable = Unavailable(schedule, source, isThere) ?? timing.Problem?.TrimEnd('.');
        return new ScheduleView(schedule, source?.Name, timing, unavailable, flag ?? source?.Block ?? schedule.Block);
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
