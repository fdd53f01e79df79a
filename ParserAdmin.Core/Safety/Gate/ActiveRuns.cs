using System.Collections.Concurrent;

namespace ParserAdmin.Core.Safety.Gate;

/// <summary>The runs of this node, so that a stop reaches them without asking anyone.</summary>
public sealed class ActiveRuns
{
    private readonly ConcurrentDictionary<Guid, ActiveRun> _runs = new();
    private int _cancelledCount;

    public IReadOnlyCollection<ActiveRun> All => (IReadOnlyCollection<ActiveRun>)_runs.Values;

    public ActiveRun? Find(Guid jobId) => _runs.GetValueOrDefault(jobId);

    /// <summary>How many runs were cancelled since the start.</summary>
    public int CancelledCount => Volatile.Read(ref _cancelledCount);

    /// <summary>Cancels all that match. Returns how many this call cancelled.</summary>
    public int Cancel(Func<RunIdentity, bool> which, string reason)
    {
        // A person's look at a page ends too, but it is no job and is not counted as one.
        var cancelled = _runs.Values.Count(run => which(run.Identity) && run.Cancel(reason) && !run.Identity.IsPreview);
        Interlocked.Add(ref _cancelledCount, cancelled);
        return cancelled;
    }

    internal ActiveRun Begin(RunIdentity identity)
    {
        var run = new ActiveRun(identity);
        return _runs.TryAdd(identity.JobId, run)
            ? run
            : throw new InvariantException($"Job {identity.JobId} already runs on this node.");
    }

    internal void End(ActiveRun run)
    {
        _runs.TryRemove(run.Identity.JobId, out _);
        run.End();
    }
}
