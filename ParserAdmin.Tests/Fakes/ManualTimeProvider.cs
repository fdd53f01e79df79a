namespace ParserAdmin.Tests.Fakes;

/// <summary>
/// A clock that only a test moves. Timers fire inside <see cref="Advance"/>, in the order they are due, each at its own time.
/// <see cref="WaitForTimerAsync"/> tells a test that the code under test has begun to wait, so that nobody has to sleep.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(Func<TimeSpan, bool> Wanted, TaskCompletionSource Seen)> _watchers = [];
    private DateTimeOffset _now = start;
    private TimeSpan _setBy;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now + _setBy;
    }

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.Ticks;
    }

    /// <summary>
    /// Sets the wall clock forward or back, as people and time servers do. Time itself, and with it every timer, goes on as before.
    /// </summary>
    public void Set(TimeSpan by)
    {
        lock (_lock)
            _setBy += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        DateTimeOffset target;
        lock (_lock)
            target = _now + by;
        while (NextUpTo(target) is { } due)
            due.Fire();
    }

    /// <summary>Waits until a timer runs whose remaining time is as wanted; at once if there is one.</summary>
    public async Task WaitForTimerAsync(Func<TimeSpan, bool> remaining)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_timers.Any(timer => remaining(timer.Due - _now)))
                return;
            _watchers.Add((remaining, seen));
        }

        await seen.Task.WaitAsync(Patience);
    }

    public Task WaitForTimerAsync(TimeSpan remaining) => WaitForTimerAsync(left => left == remaining);

    internal void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.Due = _now + dueTime;
            _timers.Add(timer);
            foreach (var watcher in _watchers.Where(watcher => watcher.Wanted(dueTime)).ToList())
            {
                _watchers.Remove(watcher);
                watcher.Seen.TrySetResult();
            }
        }
    }

    internal void Forget(ManualTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    private ManualTimer? NextUpTo(DateTimeOffset target)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (next is null)
            {
                _now = target;
            }
            else
            {
                _now = next.Due > _now ? next.Due : _now;
                _timers.Remove(next);
            }

            return next;
        }
    }
}
