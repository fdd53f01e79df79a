using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Schedules;

/// <summary>
/// What schedules did last: two queries, however many they are. Runs of another schedule of the same task and source do not count, or the
/// one that runs often would keep the other from ever coming due.
/// </summary>
public sealed class LastRuns(IDbContextFactory<ParserDbContext> contexts)
{
    public async Task<IReadOnlyDictionary<string, LastRun>> ReadAsync(
        IReadOnlyCollection<string> schedules,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(context, schedules, cancellationToken);
    }

    internal static async Task<IReadOnlyDictionary<string, LastRun>> ReadAsync(
        ParserDbContext context,
        IReadOnlyCollection<string> schedules,
        CancellationToken cancellationToken
    )
    {
        if (schedules.Count == 0)
            return new Dictionary<string, LastRun>();
        var jobs = context.Set<ParserJob>();
        var ids = schedules.ToList();

        // Ids alone, each a step into an index: whole rows would make the database number all there are.
        var last = await context
            .Set<Schedule>()
            .Where(schedule => ids.Contains(schedule.Id))
            .Select(schedule => new
            {
                schedule.Id,
                Own = jobs.Where(job =>
                        job.SourceId == (schedule.SourceId ?? "")
                        && job.Task == schedule.Task
                        && job.ScheduleId == schedule.Id
                        && job.StartedAt != null
                    )
                    .OrderByDescending(job => job.Id)
                    .Select(job => (Guid?)job.Id)
                    .FirstOrDefault(),
                ByHand = jobs.Where(job =>
                        job.SourceId == (schedule.SourceId ?? "")
                        && job.Task == schedule.Task
                        && job.ScheduleId == null
                        && job.StartedAt != null
                    )
                    .OrderByDescending(job => job.Id)
                    .Select(job => (Guid?)job.Id)
                    .FirstOrDefault(),
                Slot = jobs.Where(job => job.ScheduleId == schedule.Id)
                    .OrderByDescending(job => job.Id)
                    .Select(job => (Guid?)job.Id)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var wanted = last.SelectMany(one => new[] { one.Own, one.ByHand, one.Slot }).OfType<Guid>().Distinct().ToList();
        var found = await jobs.AsNoTracking().Where(job => wanted.Contains(job.Id)).ToDictionaryAsync(job => job.Id, cancellationToken);
        return last.ToDictionary(
            one => one.Id,
            one => new LastRun(
                new[] { Job(one.Own), Job(one.ByHand) }.OfType<ParserJob>().MaxBy(job => job.Id),
                Job(one.Slot) is { Status: JobStatus.Skipped } skipped ? skipped : null
            )
        );

        ParserJob? Job(Guid? id) => id is { } key ? found.GetValueOrDefault(key) : null;
    }
}

/// <summary>What one schedule did last.</summary>
/// <param name="Run">Its last run, of its own or asked for by hand.</param>
/// <param name="Skipped">Its newest slot, where that was skipped.</param>
public sealed record LastRun(ParserJob? Run, ParserJob? Skipped);
