using System.Collections.Concurrent;

namespace ParserAdmin.Core.Safety.Gate;

/// <summary>The runs of this node, so that a stop reaches them without asking anyone.</summary>
public sealed class ActiveRuns
{
    private readonly ConcurrentDictionary<Guid, ActiveRun> _runs = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _quiet = new();
    private int _inFlight;
    private readonly ConcurrentDictionary<Guid, byte> _stopped = new();

    public IReadOnlyCollection<ActiveRun> All => (IReadOnlyCollection<ActiveRun>)_runs.Values;

    /// <summary>The jobs whose runs an emergency stop cancelled, until <see cref="ForgetStopped"/>.</summary>
    internal IReadOnlyList<Guid> Stopped => [.. _stopped.Keys];

    /// <summary>
    /// A request or a write of a run begins; it ends with what is returned. Whoever begins one asks afterwards whether the run may still go
    /// on: so once all runs are cancelled and nothing is in flight, nothing can be any more.
    /// </summary>
    internal IDisposable Enter()
    {
        lock (_lock)
        {
            if (_inFlight++ == 0)
                _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new Flight(this);
    }

    /// <summary>Completes when no request and no write of this node is under way.</summary>
    public Task QuietAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _inFlight == 0 ? Task.CompletedTask : _quiet.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Cancels all that match. Returns how many this call cancelled.</summary>
    public int Cancel(Func<RunIdentity, bool> which, string reason) => CancelWhich(which, reason).Count;

    /// <summary>For an emergency stop: cancels all that match, and remembers which jobs those were. Returns them.</summary>
    internal IReadOnlyList<Guid> Stop(Func<RunIdentity, bool> which, string reason)
    {
        var cancelled = CancelWhich(which, reason);
        cancelled.ForEach(job => _stopped.TryAdd(job, 0));
        return cancelled;
    }

    internal void ForgetStopped(IEnumerable<Guid> jobs)
    {
        foreach (var job in jobs)
            _stopped.TryRemove(job, out _);
    }

    internal ActiveRun Begin(RunIdentity identity)
    {
        var run = new ActiveRun(identity);
        return _runs.TryAdd(identity.JobId, run) ? run : throw new InvariantException($"Job {identity.JobId} already runs on this node.");
    }

    internal void End(ActiveRun run)
    {
        _runs.TryRemove(run.Identity.JobId, out _);
        run.End();
    }

    /// <summary>A person's look at a page ends too, but it is no job and is not counted as one.</summary>
    private List<Guid> CancelWhich(Func<RunIdentity, bool> which, string reason) =>
        [
            .. _runs
                .Values.Where(run => which(run.Identity) && run.Cancel(reason) && !run.Identity.IsPreview)
                .Select(run => run.Identity.JobId),
        ];

    private void Leave()
    {
        lock (_lock)
        {
            if (--_inFlight == 0)
                _quiet.SetResult();
        }
    }

    private sealed class Flight(ActiveRuns runs) : IDisposable
    {
        private ActiveRuns? _runs = runs;

        public void Dispose() => Interlocked.Exchange(ref _runs, null)?.Leave();
    }
}
