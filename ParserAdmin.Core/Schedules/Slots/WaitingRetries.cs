using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>
/// What becomes of a schedule's retry that waits for its time. One that waits by our own backoff yields to the next slot, whose run is the
/// next try. One that waits because the server said how long keeps the slot back, for a run before that would only be turned away again.
/// </summary>
internal static class WaitingRetries
{
    public const string Superseded = "Superseded by the next run of its schedule";

    public static bool Yields(ParserJob job, DateTime now) => JobWait.Waits(job, now) && job.RateLimitWaits == 0;

    /// <returns>Why the slot is skipped, or null.</returns>
    public static string? Bar(IEnumerable<ParserJob> before, DateTime now) =>
        before.FirstOrDefault(job => JobWait.Waits(job, now) && job.RateLimitWaits > 0) is { NotBefore: { } until }
            ? string.Create(CultureInfo.InvariantCulture, $"The server asked to wait until {until:HH:mm:ss} UTC")
            : null;

    /// <summary>Why some of the waiting jobs may not start, for people, by their ids; in the admission's transaction.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> RefusalsAsync(
        ParserDbContext context,
        IReadOnlyList<ParserJob> waiting,
        CancellationToken cancellationToken
    )
    {
        // Slots were held against their schedule when they were recorded; a retry may come long after it was paused or deleted.
        var retries = waiting.Where(job => job is { Trigger: JobTrigger.Retry, ScheduleId: not null }).ToList();
        var ids = retries.Select(job => job.ScheduleId).Distinct().ToList();
        if (ids.Count == 0)
            return new Dictionary<Guid, string>();
        var known = await context
            .Set<Schedule>()
            .AsNoTracking()
            .Where(schedule => ids.Contains(schedule.Id))
            .ToDictionaryAsync(schedule => schedule.Id, cancellationToken);
        return retries
            .Select(job =>
                (job.Id, Refusal: known.TryGetValue(job.ScheduleId!, out var schedule) ? schedule.Block : ScheduleCommands.Deleted)
            )
            .Where(refused => refused.Refusal is not null)
            .ToDictionary(refused => refused.Id, refused => refused.Refusal!);
    }
}
