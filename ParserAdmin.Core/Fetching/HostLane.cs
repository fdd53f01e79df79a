using System.Diagnostics.CodeAnalysis;

namespace ParserAdmin.Core.Fetching;

/// <summary>
/// One host's queue. Whoever is first in line holds the door, so at most one caller watches the clock and order is kept.
/// Durations are measured on the monotonic clock: setting the wall clock back must not stop a host.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose.")]
internal sealed class HostLane(string host, TimeProvider time)
{
    private readonly SemaphoreSlim _door = new(1, 1);
    private readonly Lock _lock = new();
    private readonly long _origin = time.GetTimestamp();
    private readonly List<int> _runningLimits = [];
    private TaskCompletionSource _freed = NewSignal();
    private TimeSpan? _lastStart;
    private TimeSpan _delay;
    private int _concurrency = 1;
    private TimeSpan _coolEnd;
    private DateTimeOffset _coolingUntil;
    private string? _coolingReason;
    private long _requests;

    public string Host => host;

    /// <summary>Callers in line or under way; guarded by the governor's lock.</summary>
    public int Users { get; set; }

    /// <summary>Nothing would be forgotten if this lane were dropped.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
                return Now >= _coolEnd && (_lastStart is null || Now >= _lastStart + _delay);
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_origin);

    public void Cool(TimeSpan duration, string reason)
    {
        lock (_lock)
        {
            var end = Now + duration;
            if (end <= _coolEnd)
                return;
            _coolEnd = end;
            _coolingUntil = time.GetUtcNow() + duration;
            _coolingReason = reason;
        }
    }

    public HostState State()
    {
        lock (_lock)
        {
            var cooling = Now < _coolEnd;
            return new(
                host, _delay, _concurrency, cooling ? _coolingUntil : null, cooling ? _coolingReason : null, _runningLimits.Count, _requests);
        }
    }

    public async Task WaitForTurnAsync(FetchPoliteness politeness, Action<HostWait> waiting, CancellationToken cancellationToken)
    {
        HostWait? told = null;
        // Those behind the door hear of a cooling at once, not when they get to the front.
        if (Obstacle(politeness, start: false) is { Wait.IsCooling: true } ahead)
            Tell(ahead.Wait);
        await _door.WaitAsync(cancellationToken);
        try
        {
            while (Obstacle(politeness, start: true) is { } obstacle)
            {
                Tell(obstacle.Wait);
                if (obstacle.Freed is { } freed)
                    await freed.WaitAsync(cancellationToken);
                else
                    await Task.Delay(obstacle.For, time, cancellationToken);
            }
        }
        finally
        {
            _door.Release();
        }

        void Tell(HostWait wait)
        {
            if (told == wait)
                return;
            told = wait;
            waiting(wait);
        }
    }

    public void EndTurn(int limit)
    {
        lock (_lock)
        {
            _runningLimits.Remove(limit);
            _freed.TrySetResult();
            _freed = NewSignal();
        }
    }

    // What is in the way now; with start, takes the turn in the same breath if nothing is.
    private (HostWait Wait, TimeSpan For, Task? Freed)? Obstacle(FetchPoliteness politeness, bool start)
    {
        lock (_lock)
        {
            var now = Now;
            if (now < _coolEnd)
                return (new(true, _coolingUntil, _coolingReason ?? "cooling"), WholeMilliseconds(_coolEnd - now), null);
            // The stricter wish wins: of those under way and of the one that comes.
            var limit = Math.Max(1, _runningLimits.Append(politeness.Concurrency).Min());
            if (_runningLimits.Count >= limit)
                return (new(false, time.GetUtcNow(), $"{limit} requests under way"), TimeSpan.Zero, _freed.Task);
            var delay = politeness.Delay > _delay ? politeness.Delay : _delay;
            if (_lastStart + delay > now && _lastStart + delay - now is { } left)
                return (new(false, time.GetUtcNow() + left, "delay of the host"), WholeMilliseconds(left), null);
            if (start)
            {
                _lastStart = now;
                _delay = politeness.Delay;
                _concurrency = politeness.Concurrency;
                _runningLimits.Add(politeness.Concurrency);
                _requests++;
            }

            return null;
        }
    }

    // Timers count whole milliseconds: rounding down would wake too early and spin.
    private static TimeSpan WholeMilliseconds(TimeSpan span) => TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
