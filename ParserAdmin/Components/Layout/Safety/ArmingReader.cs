using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Scheduling;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>Reads what a switch to auto would arm, what would run next, and what was skipped since the mode became manual.</summary>
public sealed class ArmingReader(ScheduleCatalogue schedules, JobQueries jobs, AuditQueries audit, TimeProvider clock)
{
    /// <summary>More skipped slots than this are not counted.</summary>
    public const int MostSkipped = 500;
    private const int Looked = 50;

    public async Task<IReadOnlyList<ArmedSchedule>> ReadAsync(CancellationToken cancellationToken)
    {
        var since = await ManualSinceAsync(cancellationToken);
        var skipped = await jobs.RecentAsync(new JobFilter([JobStatus.Skipped], Since: since), null, MostSkipped, cancellationToken);
        var armed = new List<ArmedSchedule>();
        foreach (var schedule in await schedules.AllAsync(cancellationToken))
            armed.Add(new ArmedSchedule(schedule, await NextRunAsync(schedule, cancellationToken), skipped.Count(job => job.ScheduleId == schedule.Id)));
        return armed;
    }

    /// <summary>As the scheduler counts in auto: from the last start; what never ran or is overdue starts at once.</summary>
    private async Task<DateTime?> NextRunAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var runs = await jobs.RecentAsync(new JobFilter(Ran, schedule.Task, schedule.SourceId), null, Looked, cancellationToken);
        var due = runs.FirstOrDefault(job => job.StartedAt is not null)?.StartedAt + schedule.Interval;
        return due > clock.UtcMilliseconds() ? due : null;
    }

    private async Task<DateTime?> ManualSinceAsync(CancellationToken cancellationToken) =>
        (await audit.RecentAsync(new AuditFilter(EntityType: "parser_settings", Outcome: AuditOutcome.Succeeded), null, Looked, cancellationToken))
            .FirstOrDefault(entry => entry.After?.Contains("\"mode\":\"manual\"", StringComparison.Ordinal) == true)?.CreatedAt;

    private static JobStatus[] Ran => [JobStatus.Running, JobStatus.Succeeded, JobStatus.Failed, JobStatus.Cancelled, JobStatus.Lost];
}
