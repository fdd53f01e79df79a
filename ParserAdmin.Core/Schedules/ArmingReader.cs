using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Schedules;

/// <summary>Reads what a switch to auto would arm, what would run next, and what was skipped since the mode became manual.</summary>
public sealed class ArmingReader(ScheduleQueries schedules, ScheduleForecast forecast, JobQueries jobs, AuditQueries audit, TimeProvider clock)
{
    /// <summary>More skipped slots of one schedule than this are not counted.</summary>
    public const int MostSkipped = 100;

    /// <summary>How many of them are named.</summary>
    public const int MostNamed = 20;

    private const int Looked = 50;

    public async Task<IReadOnlyList<ArmedSchedule>> ReadAsync(CancellationToken cancellationToken) =>
        await ReadAsync([.. (await schedules.AllAsync(cancellationToken)).Where(view => view.Armed)], cancellationToken);

    /// <summary>In the order of their ids, after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<ArmedSchedule>> ReadAsync(string? after, int limit, CancellationToken cancellationToken) => await ReadAsync(
        [
            .. (await schedules.AllAsync(cancellationToken)).Where(view => view.Armed && string.CompareOrdinal(view.Id, after) > 0)
                .OrderBy(view => view.Id, StringComparer.Ordinal).Take(limit),
        ],
        cancellationToken);

    private async Task<IReadOnlyList<ArmedSchedule>> ReadAsync(IReadOnlyList<ScheduleView> views, CancellationToken cancellationToken)
    {
        var since = await ManualSinceAsync(cancellationToken);
        var armed = new List<ArmedSchedule>();
        var firsts = await forecast.FirstInAutoAsync(views, cancellationToken);
        foreach (var view in views)
        {
            var first = firsts[view.Id];

            // Each for itself: the many slots of one that runs every minute must not hide the one of last night.
            var filter = new JobFilter([JobStatus.Skipped], view.Schedule.Task, view.Schedule.SourceId, since, view.Id);
            var skipped = await jobs.RecentAsync(filter, null, MostSkipped, cancellationToken);
            armed.Add(new ArmedSchedule(
                view,
                first > clock.UtcMilliseconds() ? first : null,
                skipped.Count,
                [.. skipped.Take(MostNamed).Select(job => new SkippedSlot(job.Id, job.RequestedAt, job.Reason ?? ""))]));
        }

        return armed;
    }

    private async Task<DateTime?> ManualSinceAsync(CancellationToken cancellationToken) =>
        (await audit.RecentAsync(new AuditFilter(EntityType: "parser_settings", Outcome: AuditOutcome.Succeeded), null, Looked, cancellationToken))
            .FirstOrDefault(entry => entry.After?.Contains("\"mode\":\"manual\"", StringComparison.Ordinal) == true)?.CreatedAt;
}

/// <summary>A schedule as it would run in auto, and what it skipped meanwhile.</summary>
/// <param name="NextRun">UTC; null for at once: it never ran or is overdue.</param>
/// <param name="Skipped">How many of its slots were skipped since the mode became manual, counted up to <see cref="ArmingReader.MostSkipped"/>.</param>
/// <param name="Slots">The newest of them, newest first.</param>
public sealed record ArmedSchedule(ScheduleView View, DateTime? NextRun, int Skipped, IReadOnlyList<SkippedSlot> Slots)
{
    /// <summary>"3", or "100+" where no more were counted.</summary>
    public string SkippedText => Skipped >= ArmingReader.MostSkipped ? $"{Skipped}+" : $"{Skipped}";
}

/// <summary>A slot that started nothing.</summary>
/// <param name="JobId">The row that tells of it.</param>
/// <param name="At">When it was recorded, UTC.</param>
public sealed record SkippedSlot(Guid JobId, DateTime At, string Reason);
