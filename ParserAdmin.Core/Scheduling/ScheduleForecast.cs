using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Core.Scheduling;

/// <summary>
/// What the schedules start next, told from the tables alone: for a process that has no scheduler. An interval counts from the last start;
/// nothing starts in manual or while stopped.
/// </summary>
public sealed class ScheduleForecast(ScheduleCatalogue schedules, SettingsStore settings, IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    public async Task<IReadOnlyList<NextRun>> NextRunsAsync(CancellationToken cancellationToken)
    {
        if (await settings.ReadAsync(cancellationToken) is not { Mode: ParserMode.Auto, Stopped: false })
            return [];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.UtcMilliseconds();
        var next = new List<NextRun>();
        foreach (var schedule in await schedules.AllAsync(cancellationToken))
        {
            var last = await context.Set<ParserJob>()
                .Where(job => job.SourceId == schedule.SourceId && job.Task == schedule.Task && job.StartedAt != null)
                .OrderByDescending(job => job.Id).Select(job => job.StartedAt).FirstOrDefaultAsync(cancellationToken);
            var due = last + schedule.Interval;
            next.Add(new NextRun(schedule.Id, due > now ? due.Value : now));
        }

        return [.. next.OrderBy(run => run.At)];
    }
}
