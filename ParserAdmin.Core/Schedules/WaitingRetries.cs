using System.Globalization;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Schedules;

/// <summary>
/// What a slot makes of a retry of its schedule that waits for its time. One that waits by our own backoff yields: the slot's run is the next try.
/// One that waits because the server said how long keeps the slot back, for a run before that would only be turned away again.
/// </summary>
internal static class WaitingRetries
{
    public const string Superseded = "Superseded by the next run of its schedule";

    public static bool Yields(ParserJob job, DateTime now) => Waits(job, now) && job.RateLimitWaits == 0;

    /// <returns>Why the slot is skipped, or null.</returns>
    public static string? Bar(IEnumerable<ParserJob> before, DateTime now) =>
        before.FirstOrDefault(job => Waits(job, now) && job.RateLimitWaits > 0) is { NotBefore: { } until }
            ? string.Create(CultureInfo.InvariantCulture, $"The server asked to wait until {until:HH:mm:ss} UTC")
            : null;

    private static bool Waits(ParserJob job, DateTime now) => job.Status == JobStatus.Pending && job.NotBefore > now;
}
