using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Schedules;

/// <summary>Reads what a switch to auto would arm, what would run next, and what was skipped since the mode became manual.</summary>
public sealed class ArmingReader(
    ScheduleQueries schedules,
    ScheduleForecast forecast,
    IDbContextFactory<ParserDbContext> contexts,
    AuditQueries audit,
    TimeProvider clock
)
{
    /// <summary>More skipped slots of one schedule than this are not counted.</summary>
    public const int MostSkipped = 100;

    /// <summary>How many of them are named.</summary>
    public const int MostNamed = 20;

    private const int Looked = 50;

    public async Task<IReadOnlyList<ArmedSchedule>> ReadAsync(CancellationToken cancellationToken) =>
        await ReadAsync([.. (await schedules.AllAsync(cancellationToken)).Where(view => view.Armed)], cancellationToken);

    /// <summary>In the order of their ids, after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<ArmedSchedule>> ReadAsync(string? after, int limit, CancellationToken cancellationToken) =>
        await ReadAsync(
            [
                .. (await schedules.AllAsync(cancellationToken))
                    .Where(view => view.Armed && string.CompareOrdinal(view.Id, after) > 0)
                    .OrderBy(view => view.Id, StringComparer.Ordinal)
                    .Take(limit),
            ],
            cancellationToken
        );

    private async Task<IReadOnlyList<ArmedSchedule>> ReadAsync(IReadOnlyList<ScheduleView> views, CancellationToken cancellationToken)
    {
        var skipped = await SkippedAsync([.. views.Select(view => view.Id)], cancellationToken);
        var firsts = await forecast.FirstInAutoAsync(views, cancellationToken);
        var now = clock.UtcMilliseconds();
        return
        [
            .. from view in views
            let slots = skipped.GetValueOrDefault(view.Id)
            select new ArmedSchedule(view, firsts[view.Id] > now ? firsts[view.Id] : null, slots.Count, slots.Newest ?? []),
        ];
    }

    /// <summary>
    /// Two queries, however many schedules, and of each no more than is counted and named: the many slots of one that runs every minute
    /// must not hide the one of last night.
    /// </summary>
    private async Task<Dictionary<string, (int Count, IReadOnlyList<SkippedSlot> Newest)>> SkippedAsync(
        List<string> ids,
        CancellationToken cancellationToken
    )
    {
        var since = await ManualSinceAsync(cancellationToken) ?? DateTime.UnixEpoch;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var jobs = context.Set<ParserJob>();
        var armed = context.Set<Schedule>().Where(schedule => ids.Contains(schedule.Id));
        var counts = await armed
            .Select(schedule => new
            {
                schedule.Id,
                Count = jobs.Where(job => job.ScheduleId == schedule.Id && job.Status == JobStatus.Skipped && job.RequestedAt >= since)
                    .Take(MostSkipped)
                    .Count(),
            })
            .ToDictionaryAsync(each => each.Id, each => each.Count, cancellationToken);
        var newest = await (
            from schedule in armed
            from job in jobs
            where job.ScheduleId == schedule.Id && job.Status == JobStatus.Skipped && job.RequestedAt >= since
            where
                job.Id.CompareTo(
                    jobs.Where(other => other.ScheduleId == schedule.Id && other.Status == JobStatus.Skipped)
                        .OrderByDescending(other => other.Id)
                        .Select(other => other.Id)
                        .Skip(MostNamed - 1)
                        .FirstOrDefault()
                ) >= 0
            orderby job.Id descending
            select new { schedule.Id, Slot = new SkippedSlot(job.Id, job.RequestedAt, job.Reason ?? "") }
        ).ToListAsync(cancellationToken);
        var named = newest.ToLookup(each => each.Id, each => each.Slot);
        return counts.ToDictionary(each => each.Key, each => (each.Value, (IReadOnlyList<SkippedSlot>)[.. named[each.Key]]));
    }

    private async Task<DateTime?> ManualSinceAsync(CancellationToken cancellationToken) =>
        (
            await audit.RecentAsync(
                new AuditFilter(EntityType: "parser_settings", Outcome: AuditOutcome.Succeeded),
                null,
                Looked,
                cancellationToken
            )
        )
            .FirstOrDefault(entry => entry.After?.Contains("\"mode\":\"manual\"", StringComparison.Ordinal) == true)
            ?.CreatedAt;
}

/// <summary>A schedule as it would run in auto, and what it skipped meanwhile.</summary>
/// <param name="NextRun">UTC; null for at once: it never ran or is overdue.</param>
/// <param name="Skipped">How many of its slots were skipped since the mode became manual, counted up to
/// <see cref="ArmingReader.MostSkipped"/>.</param>
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
