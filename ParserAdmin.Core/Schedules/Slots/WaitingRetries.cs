using System.Globalization;
using System.Linq.Expressions;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>
/// What a slot makes of a retry of its schedule that waits for its time. One that waits by our own backoff yields: the slot's run is the next try.
/// One that waits because the server said how long keeps the slot back, for a run before that would only be turned away again.
/// </summary>
internal static class WaitingRetries
{
    /// <summary>The clocks of two nodes may differ by so much without anybody having set them.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(10);

    public const string Superseded = "Superseded by the next run of its schedule";

    /// <summary>
    /// Pending jobs that wait for no time any more. One that was asked for in the future was so by a wall clock that has been set back since: how long it
    /// still had to wait nobody knows, so it waits no longer; its host, if that cools, holds it back all the same.
    /// </summary>
    public static Expression<Func<ParserJob, bool>> Due(DateTime now)
    {
        var ahead = now + ClocksDiffer;
        return job => job.Status == JobStatus.Pending && (job.NotBefore == null || job.NotBefore <= now || job.RequestedAt > ahead);
    }

    public static bool Yields(ParserJob job, DateTime now) => Waits(job, now) && job.RateLimitWaits == 0;

    /// <returns>Why the slot is skipped, or null.</returns>
    public static string? Bar(IEnumerable<ParserJob> before, DateTime now) =>
        before.FirstOrDefault(job => Waits(job, now) && job.RateLimitWaits > 0) is { NotBefore: { } until }
            ? string.Create(CultureInfo.InvariantCulture, $"The server asked to wait until {until:HH:mm:ss} UTC")
            : null;

    private static bool Waits(ParserJob job, DateTime now) => job.Status == JobStatus.Pending && job.NotBefore > now;
}
