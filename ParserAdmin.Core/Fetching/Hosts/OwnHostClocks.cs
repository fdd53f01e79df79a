using System.Collections.Concurrent;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>
/// Tells a stored clock of a host that still holds from one that a wall clock set which has been set back since. Of what this node set
/// itself it knows by the clock that nobody sets how much is left; of what another one set, that it was never further ahead than its span.
/// </summary>
internal sealed class OwnHostClocks(TimeProvider time)
{
    // A crawl that wanders over many hosts must not make this grow without end.
    private const int Most = 2000;

    // Two clocks never agree to the millisecond.
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string Host, bool IsCooling), (DateTime Until, TimeSpan For, long At)> _set = new();

    public void SetLease(string host, DateTime until, TimeSpan span) => Set((host, false), until, span);

    public void SetCooling(string host, DateTime until, TimeSpan span) => Set((host, true), until, span);

    /// <summary>The clocks as a wall clock that was never wrong would have set them.</summary>
    /// <param name="now">UTC, read after the clocks were: else one that was set meanwhile would seem too far ahead.</param>
    public HostClocks Right(string host, HostClocks stored, DateTime now) =>
        stored with
        {
            NextAllowedAt = Right((host, false), stored.NextAllowedAt, stored.Lease, now),
            CoolingUntil = stored.CoolingUntil is { } until ? Right((host, true), until, stored.Cooling, now) : null,
        };

    private DateTime Right((string, bool) which, DateTime until, TimeSpan span, DateTime now)
    {
        if (until <= now)
            return until;
        if (_set.TryGetValue(which, out var own) && own.Until == until)
            return now + Left(own.For, own.At) is var end && until - end > Jitter ? end : until;
        return until - now > span ? now + span : until;
    }

    private TimeSpan Left(TimeSpan span, long at) =>
        span - time.GetElapsedTime(at) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private void Set((string, bool) which, DateTime until, TimeSpan span)
    {
        if (_set.Count >= Most)
        {
            foreach (var over in _set.Where(pair => Left(pair.Value.For, pair.Value.At) == TimeSpan.Zero).Select(pair => pair.Key).ToList())
                _set.TryRemove(over, out _);
        }

        _set[which] = (until, span, time.GetTimestamp());
    }
}
