namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>What a queue knows about its host. Not safe for threads: its queue guards it.</summary>
internal sealed class HostQueueState(string host, TimeProvider time)
{
    // A request may be this long on its way, or a quarter of the delay, before the delay counts without waiting for its answer.
    private static readonly TimeSpan LongestWay = TimeSpan.FromMilliseconds(250);

    // Below, nobody notices a few milliseconds, but a crawl would take a fifth longer.
    private static readonly TimeSpan WorthExactness = TimeSpan.FromMilliseconds(250);

    // A slot that is shared is this much longer than the delay, so that a request that is a little late needs no second statement.
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMilliseconds(20);

    private readonly long _origin = time.GetTimestamp();
    private readonly List<int> _runningLimits = [];
    private readonly HostBackoff _backoff = new();
    private TaskCompletionSource _freed = NewSignal();
    private TimeSpan? _lastStart;
    private TimeSpan? _freeFrom;
    private TimeSpan? _reserved;
    private TimeSpan? _slotFrom;
    private TimeSpan _delay;
    private HostPace _pace = new(TimeSpan.Zero, "", 1);
    private TimeSpan _coolEnd;
    private string? _coolingReason;
    private long _requests;
    private long _notModified;
    private (long Requests, long NotModified) _told;

    /// <summary>Since this queue began.</summary>
    public TimeSpan Now => time.GetElapsedTime(_origin);

    public bool IsIdle =>
        Now >= _coolEnd
        && _backoff.Delay == TimeSpan.Zero
        && (_requests, _notModified) == _told
        && (_lastStart is null || Now >= _lastStart + _delay)
        && (_freeFrom is null || Now >= _freeFrom);

    /// <summary>The delay that holds for a request of this pace now.</summary>
    public TimeSpan DelayOf(HostPace pace) => pace.AtLeast(_backoff.Delay).Delay;

    /// <summary>What is reserved for one request where other nodes wait for the same host.</summary>
    public TimeSpan SharedSlotOf(HostPace pace)
    {
        var delay = DelayOf(pace);
        return delay + MarginOf(delay);
    }

    /// <summary>
    /// The ledger gave a slot. Its length counts from when it was asked for; for this node's own next request, from the start of this one.
    /// </summary>
    public void Reserved(TimeSpan slot, TimeSpan asked) => (_reserved, _slotFrom) = (slot, asked);

    public void Refused(HostClocks clocks)
    {
        Adopt(clocks);
        // Stored clocks know whole milliseconds: without a moment's rest the last one would be spent asking.
        var soon = Now + TimeSpan.FromMilliseconds(1);
        if (_freeFrom is null || _freeFrom < soon)
            _freeFrom = soon;
    }

    public void Cool(TimeSpan duration, string reason)
    {
        var end = Now + duration;
        if (end <= _coolEnd)
            return;
        (_coolEnd, _coolingReason) = (end, reason);
    }

    /// <summary>Takes over what a life of this node before, or another node, left behind.</summary>
    public void Restore(HostClocks clocks)
    {
        _backoff.Restore(clocks.Penalty);
        Adopt(clocks);
    }

    public void Adopt(HostClocks clocks)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (clocks.CoolIn(now) is var cooling && cooling > TimeSpan.Zero)
            Cool(cooling, clocks.CoolingReason ?? "cooling");
        if (clocks.FreeIn(now) is var free && free > TimeSpan.Zero)
            _freeFrom = Now + free;
    }

    /// <summary>What is in the way now; with start, takes the turn in the same breath if nothing is.</summary>
    public HostObstacle? Obstacle(HostPace pace, bool start)
    {
        var now = Now;
        if (now < _coolEnd)
            return Wait(isCooling: true, _coolEnd - now, _coolingReason ?? "cooling");
        // The stricter wish wins: of those under way and of the one that comes.
        var limit = Math.Max(1, _runningLimits.Append(pace.Concurrency).Min());
        if (_runningLimits.Count >= limit)
            return new(new(false, TimeSpan.Zero, time.GetUtcNow(), $"{limit} requests under way"), _freed.Task);
        var kept = pace.AtLeast(_backoff.Delay);
        var delay = kept.Delay > _delay ? kept.Delay : _delay;
        var free = _lastStart + delay > (_freeFrom ?? TimeSpan.Zero) ? _lastStart + delay : _freeFrom;
        if (free > now && free.Value - now is var left)
            return Wait(isCooling: false, left, "delay of the host");
        if (start)
        {
            _lastStart = now;
            (_freeFrom, _reserved) = (now + _reserved, null);
            _delay = kept.Delay;
            _pace = kept;
            _runningLimits.Add(pace.Concurrency);
            _requests++;
        }

        return null;
    }

    /// <returns>How long from now the next request may start, where that is later than a reserved slot allows for; else null.</returns>
    public TimeSpan? Answered(HostPace pace, int status, TimeSpan elapsed)
    {
        _backoff.Answered(status, elapsed, pace.Delay);
        if (status == 304)
            _notModified++;
        var now = Now;
        var way = DelayOf(pace) / 4 < LongestWay ? DelayOf(pace) / 4 : LongestWay;
        var atServer = elapsed < way ? now : now - elapsed + way;
        if (DelayOf(pace) < WorthExactness || _lastStart is not { } start || atServer < start)
            return null;
        (_lastStart, _delay) = (atServer, DelayOf(pace));
        var toNext = atServer + _delay - now;
        return atServer - (_slotFrom ?? start) > MarginOf(_delay) && toNext > TimeSpan.Zero ? toNext : null;
    }

    public void TimedOut(HostPace pace) => _backoff.Overloaded(pace.Delay);

    public void EndLease(int limit)
    {
        _runningLimits.Remove(limit);
        _freed.TrySetResult();
        _freed = NewSignal();
    }

    public HostState Snapshot()
    {
        var cooling = _coolEnd - Now is var left && left > TimeSpan.Zero;
        return new(
            host,
            _pace.Delay,
            _pace.Concurrency,
            cooling ? time.GetUtcNow() + left : null,
            cooling ? _coolingReason : null,
            _runningLimits.Count,
            _requests
        );
    }

    public HostNote? NoteDue() =>
        (_requests, _notModified) == _told
            ? null
            : new(host, _pace.AtLeast(_backoff.Delay), _backoff.Delay, _requests - _told.Requests, _notModified - _told.NotModified);

    public void Told(HostNote note) => _told = (_told.Requests + note.Requests, _told.NotModified + note.NotModified);

    private static TimeSpan MarginOf(TimeSpan delay) => delay / 10 < LongestMargin ? delay / 10 : LongestMargin;

    // Timers count whole milliseconds: rounding down would wake too early and spin.
    private HostObstacle Wait(bool isCooling, TimeSpan left, string reason) =>
        new(new(isCooling, TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time.GetUtcNow() + left, reason), null);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
