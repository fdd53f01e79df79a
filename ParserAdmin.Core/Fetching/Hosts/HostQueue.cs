using System.Diagnostics.CodeAnalysis;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>
/// One host's queue on this node. Whoever is first in line is in front, so at most one caller a node watches the clock, or asks the ledger.
/// Durations are measured on the monotonic clock: setting the wall clock back must not stop a host.
/// </summary>
/// <remarks>
/// Where nodes share the database, every turn is taken from the ledger. Where there is one node, memory paces what follows in less than a
/// second (no process is killed and started again in that time), the ledger all that is slower, and both clocks are read before the first
/// request: a restart or a kill lets nothing out too early.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose.")]
internal sealed class HostQueue(string host, IHostLedger ledger, StallWatch stalls, TimeProvider time)
{
    private static readonly TimeSpan SlowerThanARestart = TimeSpan.FromSeconds(1);

    // The end of a wait is told by two clocks, of which one may be set: it is the same wait if they differ a little.
    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _front = new(1, 1);
    private readonly Lock _lock = new();
    private readonly HostQueueState _state = new(host, time);
    private bool _remembered;

    public string Host => host;

    /// <summary>Callers in line or under way; guarded by the governor's lock.</summary>
    public int Users { get; set; }

    /// <summary>Nothing would be forgotten if this queue were dropped.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
                return _state.IsIdle;
        }
    }

    public void Cool(TimeSpan duration, string reason)
    {
        lock (_lock)
            _state.Cool(duration, reason);
    }

    public HostState State()
    {
        lock (_lock)
            return _state.Snapshot();
    }

    public HostNote? NoteDue()
    {
        lock (_lock)
            return _state.NoteDue();
    }

    public void Told(HostNote note)
    {
        lock (_lock)
            _state.Told(note);
    }

    public async Task WaitForLeaseAsync(HostPace pace, Action<HostWait> waiting, CancellationToken cancellationToken)
    {
        HostWait? told = null;
        // Those in line hear of a cooling at once, not when they get to the front.
        if (Obstacle(pace, start: false) is { Wait.IsCooling: true } ahead)
            Report(ahead.Wait);
        await _front.WaitAsync(cancellationToken);
        try
        {
            await RememberAsync(cancellationToken);
            do
            {
                while (Obstacle(pace, start: false) is { } obstacle)
                {
                    Report(obstacle.Wait);
                    if (obstacle.Freed is { } freed)
                        await freed.WaitAsync(cancellationToken);
                    else
                        await Task.Delay(obstacle.Wait.For, time, cancellationToken);
                }
            } while (!await TakeAsync(pace, cancellationToken) || Obstacle(pace, start: true) is not null);
        }
        finally
        {
            _front.Release();
        }

        void Report(HostWait wait)
        {
            if (told is { } before && before.Reason == wait.Reason && (before.Until - wait.Until).Duration() < SameMoment)
                return;
            told = wait;
            waiting(wait);
        }
    }

    /// <summary>
    /// The delay counts from when the server surely had the request: its answer, or a moment after sending where the answer takes long.
    /// Counted from our own start, a request held up on its way would be followed too soon.
    /// </summary>
    public async Task AnsweredAsync(HostPace pace, int status, long sentAt, CancellationToken cancellationToken)
    {
        TimeSpan? late;
        var stoodStill = stalls.StoodStillSince(sentAt);
        var elapsed = time.GetElapsedTime(sentAt) - stoodStill;
        lock (_lock)
            late = _state.Answered(pace, status, elapsed);
        if (late is { } toNext && ledger.IsShared)
            await ledger.PostponeAsync(host, toNext, cancellationToken);
    }

    /// <param name="since">The clock's time stamp of when it began to wait for an answer.</param>
    public void TimedOut(HostPace pace, long since)
    {
        // Most of the time went by without anybody to read an answer.
        if (stalls.StoodStillSince(since) * 2 > time.GetElapsedTime(since))
            return;
        lock (_lock)
            _state.TimedOut(pace);
    }

    public void EndLease(int limit)
    {
        lock (_lock)
            _state.EndLease(limit);
    }

    private async Task RememberAsync(CancellationToken cancellationToken)
    {
        if (_remembered)
            return;
        var clocks = await ledger.ReadAsync(host, cancellationToken);
        lock (_lock)
            _state.Restore(clocks);
        _remembered = true;
    }

    /// <returns>False where another node, or a life of this one before, holds the host: then that is an obstacle now.</returns>
    private async Task<bool> TakeAsync(HostPace pace, CancellationToken cancellationToken)
    {
        if (!IsLedgers(pace))
            return true;
        TimeSpan slot,
            asked;
        lock (_lock)
        {
            asked = _state.Now;
            slot = ledger.IsShared ? _state.SharedSlotOf(pace) : _state.DelayOf(pace);
        }

        var inTheWay = await ledger.TryTakeAsync(host, slot, cancellationToken);
        lock (_lock)
        {
            if (inTheWay is not null)
                _state.Refused(inTheWay);
            else if (ledger.IsShared)
                _state.Reserved(slot, asked);
        }

        return inTheWay is null;
    }

    private bool IsLedgers(HostPace pace)
    {
        lock (_lock)
            return ledger.IsShared || _state.DelayOf(pace) >= SlowerThanARestart;
    }

    private HostObstacle? Obstacle(HostPace pace, bool start)
    {
        lock (_lock)
            return _state.Obstacle(pace, start);
    }
}
