using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Scheduling;

/// <summary>When this node's scheduler fired last: the heartbeat tick of the health page.</summary>
public sealed class SchedulerPulse(TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private long _ticks;

    /// <summary>UTC, or null before the first.</summary>
    public DateTime? LastTick => Interlocked.Read(ref _ticks) is var ticks and > 0 ? new DateTime(ticks, DateTimeKind.Utc) : null;

    /// <summary><c>ok</c>, <c>stale</c> after two intervals, <c>down</c> after ten.</summary>
    public string Status => LastTick is not { } last ? "down"
        : clock.UtcMilliseconds() - last is var age && age > Interval * 10 ? "down"
        : age > Interval * 2 ? "stale" : "ok";

    internal void Beat() => Interlocked.Exchange(ref _ticks, clock.UtcMilliseconds().Ticks);
}
