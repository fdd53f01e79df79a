using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Cluster;

/// <summary>
/// Counts, of the jobs whose runs a stop cancelled on this node, those that it ended: a node that was frozen still has runs of jobs that
/// others called lost meanwhile.
/// </summary>
internal sealed class StoppedJobs(LifelineContexts contexts, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>An acknowledgement does not wait for a figure: where another session locks the jobs it is that of the runs.</summary>
    public async Task<int> CountAsync(IReadOnlyList<Guid> cancelled)
    {
        if (cancelled.Count == 0)
            return 0;
        try
        {
            return await Task.Run(() => ReadAsync(cancelled), CancellationToken.None).WaitAsync(Patience, clock);
        }
        catch (Exception unread) when (StorageFaults.IsOutage(unread))
        {
            return cancelled.Count;
        }
    }

    private async Task<int> ReadAsync(IReadOnlyList<Guid> cancelled)
    {
        await using var context = contexts.Create();
        return await context
            .Set<ParserJob>()
            .CountAsync(job => cancelled.Contains(job.Id) && (job.Status == JobStatus.Cancelled || job.Status == JobStatus.Running));
    }
}
