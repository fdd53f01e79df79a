using System.Collections.Concurrent;

namespace ParserAdmin.Core.Jobs;

/// <summary>What the running jobs of this node have done so far. A job's row gets its counts only when it ends, so whoever shows a running one asks here.</summary>
public sealed class ProgressBoard
{
    private readonly ConcurrentDictionary<Guid, JobProgress> _running = new();

    /// <summary>The counts as they are now: live while the job runs on this node, else those of its row.</summary>
    public JobCounts Of(ParserJob job) =>
        job.Status == JobStatus.Running && _running.TryGetValue(job.Id, out var progress) ? progress.Counts : job.Counts;

    /// <summary>Dispose the answer when the job's end is stored.</summary>
    internal IDisposable Show(Guid jobId, JobProgress progress)
    {
        _running[jobId] = progress;
        return new Entry(() => _running.TryRemove(jobId, out _));
    }

    private sealed class Entry(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
