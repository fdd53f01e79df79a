using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Scheduling;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>Reads what a switch to auto would arm, what would run next, and what was skipped since the mode became manual.</summary>
public sealed class ArmingReader(ScheduleQueries schedules, ScheduleForecast forecast, JobQueries jobs, AuditQueries audit, TimeProvider clock)
{
    /// <summary>More skipped slots than this are not counted.</summary>
    public const int MostSkipped = 500;
    private const int Looked = 50;

    public async Task<IReadOnlyList<ArmedSchedule>> ReadAsync(CancellationToken cancellationToken)
    {
        var since = await ManualSinceAsync(cancellationToken);
        var skipped = await jobs.RecentAsync(new JobFilter([JobStatus.Skipped], Since: since), null, MostSkipped, cancellationToken);
        var armed = new List<ArmedSchedule>();
        foreach (var view in (await schedules.AllAsync(cancellationToken)).Where(view => view.Armed))
        {
            var first = await forecast.FirstAsync(view, cancellationToken);
            armed.Add(new ArmedSchedule(view, first > clock.UtcMilliseconds() ? first : null, skipped.Count(job => job.ScheduleId == view.Id)));
        }

        return armed;
    }

    private async Task<DateTime?> ManualSinceAsync(CancellationToken cancellationToken) =>
        (await audit.RecentAsync(new AuditFilter(EntityType: "parser_settings", Outcome: AuditOutcome.Succeeded), null, Looked, cancellationToken))
            .FirstOrDefault(entry => entry.After?.Contains("\"mode\":\"manual\"", StringComparison.Ordinal) == true)?.CreatedAt;
}
