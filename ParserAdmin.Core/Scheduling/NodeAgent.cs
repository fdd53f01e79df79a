using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Live;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Core.Scheduling;

/// <summary>Keeps this node's row: heartbeats, and the acknowledgement of each stop with its measured time. Marks the jobs of dead nodes as lost.</summary>
public sealed class NodeAgent(
    IDbContextFactory<ParserDbContext> contexts,
    NodeIdentity self,
    SettingsStore settings,
    ActiveRuns runs,
    JobEnder ender,
    LiveBus bus,
    TimeProvider clock,
    ILogger<NodeAgent> logger) : BackgroundService
{
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(15);
    private long _acknowledged;
    private int _cancelled;

    /// <summary>Registers this life of the node and marks what its last life left running as lost. Runs before anything may start.</summary>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        _acknowledged = (await settings.ReadAsync(cancellationToken)).Epoch;
        await WriteAsync(
            node =>
            {
                node.Instance = self.Instance;
                node.Role = self.Role;
                node.StartedAt = clock.UtcMilliseconds();
                node.AcknowledgedEpoch = _acknowledged;
            },
            cancellationToken);
        await ender.LoseAsync(
            job => job.Node == self.Name && job.NodeInstance != self.Instance, $"Node {self.Name} stopped while the job ran", cancellationToken);
        await LoseJobsOfDeadNodesAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var changes = bus.Subscribe(liveEvent => liveEvent is SettingsChanged);
        var acknowledging = AcknowledgeStopsAsync(changes, stoppingToken);
        using var timer = new PeriodicTimer(HeartbeatInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(() => WriteAsync(_ => { }, stoppingToken), "heartbeat");
            await TryAsync(() => LoseJobsOfDeadNodesAsync(stoppingToken), "search for dead nodes");
        }

        await acknowledging;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => WriteAsync(node => node.HeartbeatAt = null, cancellationToken), "good-bye");
    }

    private async Task AcknowledgeStopsAsync(LiveSubscription changes, CancellationToken stoppingToken)
    {
        await foreach (var batch in changes.ReadBatchesAsync(TimeSpan.Zero, stoppingToken))
        {
            var newest = ((SettingsChanged)batch[^1]).Settings;
            if (newest.Stopped && newest.Epoch > _acknowledged)
                await TryAsync(() => AcknowledgeAsync(newest, stoppingToken), "acknowledgement");
        }
    }

    private async Task AcknowledgeAsync(ParserSettings stopped, CancellationToken cancellationToken)
    {
        // The runs were cancelled before this event was published: from this moment nothing here passes the gate.
        var cancelled = runs.CancelledCount;
        var milliseconds = Math.Max(0, (clock.UtcMilliseconds() - stopped.UpdatedAt).TotalMilliseconds);
        await WriteAsync(
            node =>
            {
                node.AcknowledgedEpoch = stopped.Epoch;
                node.AcknowledgedMs = milliseconds;
                node.StoppedJobs = cancelled - _cancelled;
            },
            cancellationToken);
        _acknowledged = stopped.Epoch;
        _cancelled = cancelled;
    }

    private async Task LoseJobsOfDeadNodesAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.UtcMilliseconds();
        var alive = (await context.Set<Node>().AsNoTracking().ToListAsync(cancellationToken))
            .Where(node => node.IsAlive(now) || node.Name == self.Name).Select(node => node.Name).ToList();
        await ender.LoseAsync(job => !alive.Contains(job.Node!), "Its node stopped while the job ran", cancellationToken);
    }

    private async Task WriteAsync(Action<Node> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var node = await context.Set<Node>().SingleOrDefaultAsync(node => node.Name == self.Name, cancellationToken);
        if (node is null)
            context.Add(node = new Node { Name = self.Name });
        node.HeartbeatAt = clock.UtcMilliseconds();
        change(node);
        await context.SaveChangesAsync(cancellationToken);
        bus.Publish(new NodeChanged(node));
    }

    private async Task TryAsync(Func<Task> act, string what)
    {
        try
        {
            await act();
        }
        catch (Exception failed) when (failed is DbException or DbUpdateException or TimeoutException or InvalidOperationException)
        {
            logger.LogWarning("The node's {What} was not written: {Problem}", what, failed.Message);
        }
    }
}
