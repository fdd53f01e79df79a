using ParserAdmin.Core.Data;
using ParserAdmin.Core.Schedules.Engines;

namespace ParserAdmin.Core.Cluster;

/// <summary>When this node's scheduler fired last, and what came of it: the heartbeat tick of the health page.</summary>
public sealed class SchedulerHeartbeat(TimeProvider clock)
{
    public static readonly TimeSpan Interval = IScheduleEngine.Beat;
    private long _ticks;
    private long _admitted;
    private long _idle;
    private long _refused;

    /// <summary>UTC, or null before the first.</summary>
    public DateTime? LastTick => Interlocked.Read(ref _ticks) is var ticks and > 0 ? new DateTime(ticks, DateTimeKind.Utc) : null;

    public string Status => StatusOf(LastTick);

    /// <summary>Firings that got a job to run, that found none which may, and that could not ask.</summary>
    public (long Admitted, long Idle, long Failed) Firings =>
        (Interlocked.Read(ref _admitted), Interlocked.Read(ref _idle), Interlocked.Read(ref _refused));

    /// <summary><c>ok</c>, <c>stale</c> after two intervals, <c>down</c> after ten.</summary>
    public string StatusOf(DateTime? lastTick) =>
        lastTick is not { } last ? "down"
        : clock.UtcMilliseconds() - last is var age && age > Interval * 10 ? "down"
        : age > Interval * 2 ? "stale"
        : "ok";

    internal void Beat() => Interlocked.Exchange(ref _ticks, clock.UtcMilliseconds().Ticks);

    internal void Came(bool admitted) => Interlocked.Increment(ref admitted ? ref _admitted : ref _idle);

    internal void Failed() => Interlocked.Increment(ref _refused);
}
