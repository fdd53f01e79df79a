using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Running;

namespace ParserAdmin.Core.Cluster;

/// <summary>
/// Finds jobs that nobody runs any more and marks them as lost; nothing else calls a job lost but its own run's deadline. It looks beside
/// the heartbeats, so that a lock that it waits for holds none of them up, and decides in the transaction that marks: what was true when it
/// began to wait may not be any more.
/// </summary>
public sealed class LostJobs(
    IDbContextFactory<ParserDbContext> contexts,
    NodeIdentity self,
    JobsInHand inHand,
    JobEnder ender,
    ShutdownGrace grace,
    TimeProvider clock,
    ILogger<LostJobs> logger
)
{
    /// <summary>Often, because a node's silence counts from the look that met its last heartbeat.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    private readonly NodeWatch _watch = new(clock);
    private volatile bool _earlierLifeIsBack;
    private bool _failed;

    public async Task WatchAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(await IntervalAsync(stoppingToken), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CheckAsync(stoppingToken);
                _failed = false;
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                // The look goes on whatever it was; an outage is told once.
                if (!StorageFaults.IsOutage(failed))
                    logger.LogError(failed, "The search for lost jobs failed by a fault in the program");
                else if (!_failed)
                    logger.LogWarning("The search for lost jobs failed: {Problem}", failed.Message);
                _failed = true;
            }
        }
    }

    /// <summary>What an earlier life of this node left running: this one knows nothing of it. Before anything may start.</summary>
    public async Task MarkEarlierLifeAsync(CancellationToken cancellationToken)
    {
        await ender.MarkLostAsync(
            job => job.Node == self.Name && job.NodeInstance != self.Instance,
            $"Node {self.Name} stopped while the job ran",
            cancellationToken
        );
        await MarkJobsOfDeadNodesLostAsync(cancellationToken);
        await ForgetNodesAsync(cancellationToken);
    }

    /// <summary>An older database was put back while this node runs: at the next look its jobs are marked as at a start.</summary>
    internal void LookAtEarlierLife()
    {
        logger.LogError("The row of node {Name} is of an earlier life: another program put back an older database", self.Name);
        _earlierLifeIsBack = true;
    }

    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_earlierLifeIsBack)
        {
            await MarkEarlierLifeAsync(cancellationToken);
            _earlierLifeIsBack = false;
        }

        // A node that ends stores no end that comes too late; its next life, or another node, tells.
        if (!grace.IsEnding)
            await MarkOrphansLostAsync(cancellationToken);
        await MarkJobsOfDeadNodesLostAsync(cancellationToken);
    }

    /// <summary>
    /// A running mark of this life without a run: its commit went through while the connection broke, so nobody began the work. First the
    /// marks are read and then who is in hand, because a job is in hand before its mark can be read, and until its end can.
    /// </summary>
    private async Task MarkOrphansLostAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var marked = await context
            .Set<ParserJob>()
            .Where(job => job.Status == JobStatus.Running && job.NodeInstance == self.Instance)
            .Select(job => job.Id)
            .ToListAsync(cancellationToken);
        var orphans = marked.Where(id => !inHand.Contains(id)).ToList();
        if (orphans.Count > 0)
        {
            await ender.MarkLostAsync(
                job => orphans.Contains(job.Id),
                "Its running mark was stored, but no run of it is in hand: the database broke off, or a fault ended it; see the log of its node",
                cancellationToken
            );
        }
    }

    private async Task MarkJobsOfDeadNodesLostAsync(CancellationToken cancellationToken)
    {
        List<Node> others;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
            others = await context.Set<Node>().AsNoTracking().Where(node => node.Name != self.Name).ToListAsync(cancellationToken);
        await ender.MarkLostAsync(
            context => job => job.Node != self.Name && !context.Set<Node>().Any(node => node.Name == job.Node),
            "Its node is not known any more",
            cancellationToken
        );
        var dead = _watch.Look(others).Concat(others.Where(node => node.HeartbeatAt is null)).DistinctBy(node => node.Name).ToList();
        if (dead.Count == 0)
            return;

        // One question for all of them: names that are never used again must not cost one each.
        var busy = await NodesOfRunningJobsAsync(cancellationToken);
        foreach (var node in dead.Where(node => busy.Contains(node.Name)))
        {
            // Once more where it counts: whoever gave a sign of life while this waited for the lock keeps its jobs.
            await ender.MarkLostAsync(
                context =>
                    job =>
                        job.Node == node.Name
                        && context
                            .Set<Node>()
                            .Any(row => row.Name == node.Name && row.Instance == node.Instance && row.HeartbeatAt == node.HeartbeatAt),
                $"Node {node.Name} stopped while the job ran",
                cancellationToken
            );
        }
    }

    /// <summary>
    /// Rows come by starts, so they go at starts: where each container has a name of its own, they would gather for years.
    /// </summary>
    private async Task ForgetNodesAsync(CancellationToken cancellationToken)
    {
        var before = clock.UtcMilliseconds() - Remembered;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context
            .Set<Node>()
            .Where(node => node.Name != self.Name && (node.HeartbeatAt ?? node.StartedAt) < before)
            .Where(node => !context.Set<ParserJob>().Any(job => job.Node == node.Name && job.Status == JobStatus.Running))
            .ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<HashSet<string?>> NodesOfRunningJobsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return
        [
            .. await context
                .Set<ParserJob>()
                .Where(job => job.Status == JobStatus.Running && job.Node != self.Name)
                .Select(job => job.Node)
                .Distinct()
                .ToListAsync(cancellationToken),
        ];
    }

    /// <summary>Where no other node can be, only this one's own jobs are looked for, and those not in a hurry.</summary>
    private async Task<TimeSpan> IntervalAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return context.Dialect.SharedByNodes ? Interval : NodeAgent.HeartbeatInterval;
    }
}
