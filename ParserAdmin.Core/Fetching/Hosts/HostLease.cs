using ParserAdmin.Core.Fetching.Http;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>The right to have one request under way to a host; disposing it, once or more, gives it back.</summary>
internal sealed class HostLease(HostQueue queue, HostPace pace, long since, Action leave) : IDisposable
{
    private Action? _leave = leave;

    /// <summary>Tells the queue that headers came.</summary>
    /// <param name="sentAt">The clock's time stamp of when the gate had let the request pass.</param>
    public Task AnsweredAsync(int status, long sentAt, CancellationToken cancellationToken) =>
        queue.AnsweredAsync(pace, status, sentAt, cancellationToken);

    /// <summary>Tells the queue that no answer came in time.</summary>
    public void TimedOut() => queue.TimedOut(pace, since);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _leave, null) is not { } leave)
            return;
        queue.EndLease(pace.Concurrency);
        leave();
    }
}
