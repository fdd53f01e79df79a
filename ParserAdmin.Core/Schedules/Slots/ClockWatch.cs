using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>Notices that the wall clock was set, by the clock that nobody can set.</summary>
internal sealed class ClockWatch(TimeProvider clock)
{
    /// <summary>A clock that is corrected bit by bit stays below.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private (long Timestamp, DateTime Wall) _last = (clock.GetTimestamp(), clock.UtcMilliseconds());

    /// <returns>By how much it was set since the last look: above zero forward, below back; null when it just went on.</returns>
    public TimeSpan? Jump()
    {
        lock (_lock)
        {
            var (timestamp, wall) = (clock.GetTimestamp(), clock.UtcMilliseconds());
            var jump = wall - _last.Wall - clock.GetElapsedTime(_last.Timestamp, timestamp);
            _last = (timestamp, wall);
            return jump.Duration() > Tolerance ? jump : null;
        }
    }
}
