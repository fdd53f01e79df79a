namespace ParserAdmin.Core.Safety.Gate;

/// <summary>A run of this node, and the lever that ends it.</summary>
public sealed class ActiveRun : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _cancelReason;

    internal ActiveRun(RunIdentity identity)
    {
        Identity = identity;
        Stopping = _stopping.Token;
    }

    public RunIdentity Identity { get; }

    public CancellationToken Stopping { get; }

    /// <summary>Why it was told to end; the first reason stays.</summary>
    public string? CancelReason => Volatile.Read(ref _cancelReason);

    /// <summary>Completes when the run's code has returned.</summary>
    public Task Ended => _ended.Task;

    /// <returns>Whether this call was the one that cancelled it.</returns>
    internal bool Cancel(string reason)
    {
        if (Interlocked.CompareExchange(ref _cancelReason, reason, null) is not null)
            return false;
        // Callbacks run elsewhere: a slow one must not hold up the stop of the next run.
        _ = _stopping.CancelAsync();
        return true;
    }

    internal void End() => _ended.TrySetResult();

    public void Dispose() => _stopping.Dispose();
}
