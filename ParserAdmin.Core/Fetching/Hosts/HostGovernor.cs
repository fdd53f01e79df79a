using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>
/// Politeness (requirements 5.8): two clocks a host for all jobs of all nodes. Least delay between request starts, most requests at once,
/// and a cooling that holds everybody back. The stricter of two sources that share a host wins.
/// </summary>
public sealed class HostGovernor
{
    /// <summary>
    /// A longer cooling is not waited for: the job gives its place back and waits in the store, so that others may run meanwhile.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A mistaken Retry-After must not close a host for good.
    internal static readonly TimeSpan LongestCooling = TimeSpan.FromHours(24);

    // A crawl that wanders over many hosts must not make this grow without end.
    private const int MostIdleQueues = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, HostQueue> _queues = new(StringComparer.Ordinal);
    private readonly IHostLedger _ledger;
    private readonly StallWatch _stalls;
    private readonly TimeProvider _time;

    internal HostGovernor(IHostLedger ledger, StallWatch stalls, TimeProvider time)
    {
        _ledger = ledger;
        _stalls = stalls;
        _time = time;
    }

    /// <summary>
    /// The name under which a host is paced: lower case, without a trailing dot, with its port unless it is the scheme's own.
    /// </summary>
    public static string NameOf(Uri address)
    {
        var host = address.IdnHost.TrimEnd('.').ToLowerInvariant();
        if (address.HostNameType == UriHostNameType.IPv6)
            host = $"[{host.Trim('[', ']')}]";
        return address.IsDefaultPort ? host : $"{host}:{address.Port}";
    }

    /// <summary>All hosts that this node remembers, by name.</summary>
    public IReadOnlyList<HostState> Snapshot()
    {
        lock (_lock)
            return [.. _queues.Values.Select(queue => queue.State()).OrderBy(state => state.Host, StringComparer.Ordinal)];
    }

    /// <summary>Keeps everybody away from a host for a while, also after a restart; a shorter wish does not shorten a longer one.</summary>
    public async Task CoolAsync(Uri address, TimeSpan duration, string reason, CancellationToken cancellationToken)
    {
        var host = NameOf(address);
        var bounded = duration < LongestCooling ? duration : LongestCooling;
        lock (_lock)
            QueueOf(host).Cool(bounded, reason);
        await _ledger.CoolAsync(host, bounded, reason, cancellationToken);
    }

    /// <summary>How much longer a host is left alone, as far as this node knows; null where it is not.</summary>
    internal TimeSpan? CoolingOf(Uri address)
    {
        lock (_lock)
        {
            return
                _queues.TryGetValue(NameOf(address), out var queue)
                && queue.State().CoolingUntil - _time.GetUtcNow() is { } left
                && left > TimeSpan.Zero
                ? left
                : null;
        }
    }

    /// <summary>Tells the table what this node counted since the last time.</summary>
    internal async Task FlushAsync(CancellationToken cancellationToken)
    {
        List<(HostQueue Queue, HostNote Note)> news;
        lock (_lock)
        {
            news =
            [
                .. _queues
                    .Values.Select(queue => (queue, queue.NoteDue()))
                    .Where(pair => pair.Item2 is not null)
                    .Select(pair => (pair.queue, pair.Item2!)),
            ];
        }

        if (news.Count == 0)
            return;
        await _ledger.NoteAsync([.. news.Select(pair => pair.Note)], cancellationToken);
        foreach (var (queue, note) in news)
            queue.Told(note);
    }

    /// <summary>Waits until it is the caller's turn to send one request; dispose the turn when its answer is read.</summary>
    /// <param name="crawlDelay">What the site's robots.txt asks for.</param>
    /// <param name="waiting">Told of each wait before it begins.</param>
    /// <exception cref="FetchException">RateLimited: the host is cooling for longer than <see cref="Patience"/>.</exception>
    internal async Task<HostLease> EnterAsync(
        Uri address,
        FetchPoliteness politeness,
        TimeSpan? crawlDelay,
        Action<HostWait> waiting,
        CancellationToken cancellationToken
    )
    {
        var pace = HostPace.Of(politeness, await _ledger.LeastDelayAsync(cancellationToken), crawlDelay);
        HostQueue queue;
        lock (_lock)
        {
            queue = QueueOf(NameOf(address));
            queue.Users++;
        }

        try
        {
            await queue.WaitForLeaseAsync(pace, Patient, cancellationToken);
        }
        catch
        {
            Leave(queue);
            throw;
        }

        return new HostLease(queue, pace, _time.GetTimestamp(), () => Leave(queue));

        void Patient(HostWait wait)
        {
            if (wait.IsCooling && wait.For > Patience)
            {
                throw new FetchException(
                    ErrorClass.RateLimited,
                    $"{queue.Host} is left alone until {wait.Until:u} ({wait.Reason}). Try again after that.",
                    address,
                    retryAfter: wait.For
                );
            }

            waiting(wait);
        }
    }

    private void Leave(HostQueue queue)
    {
        lock (_lock)
            queue.Users--;
    }

    private HostQueue QueueOf(string host)
    {
        if (_queues.TryGetValue(host, out var queue))
            return queue;
        if (_queues.Count >= MostIdleQueues)
        {
            foreach (var idle in _queues.Where(pair => pair.Value is { Users: 0, IsIdle: true }).Select(pair => pair.Key).ToList())
                _queues.Remove(idle);
        }

        return _queues[host] = new HostQueue(host, _ledger, _stalls, _time);
    }
}
