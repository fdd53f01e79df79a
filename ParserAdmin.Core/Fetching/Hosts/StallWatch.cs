using Microsoft.Extensions.Hosting;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>
/// Knows when this process stood still: frozen, or its machine too busy. An answer that waited meanwhile in the socket says nothing of how
/// busy its server is; taken for that, a node that wakes would slow the host down for all nodes, for as long as it had slept.
/// </summary>
internal sealed class StallWatch(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Less is what a busy machine does all the time.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private long? _beat;
    private (long From, long To)? _last;

    /// <summary>How much of the time since then this process stood still; of the last time that it did.</summary>
    /// <param name="since">A time stamp of the clock.</param>
    public TimeSpan StoodStillSince(long since)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            return LastStall(now) is var (from, to) && to > since ? time.GetElapsedTime(Math.Max(from, since), to) : TimeSpan.Zero;
        }
    }

    internal void Beat()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            (_last, _beat) = (LastStall(now), now);
        }
    }

    /// <summary>Who wakes first may be the one that waited, before any beat: then the stall lasts until now.</summary>
    private (long From, long To)? LastStall(long now) =>
        _beat is { } beat && time.GetElapsedTime(beat, now) >= Shortest ? (beat, now) : _last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do Beat();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
