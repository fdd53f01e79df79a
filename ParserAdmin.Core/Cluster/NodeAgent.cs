using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Cluster;

/// <summary>
/// Keeps this node's row: heartbeats, scheduler ticks, and the acknowledgement of each stop with its measured time. Its writes have a
/// connection of their own, and nothing else is waited for between two heartbeats: who is busy is not dead. Starts the search for jobs that
/// are lost (<see cref="LostJobs"/>).
/// </summary>
public sealed class NodeAgent(
    LifelineContexts contexts,
    NodeIdentity self,
    SettingsStore settings,
    ActiveRuns runs,
    LostJobs lost,
    SchedulerHeartbeat heartbeat,
    IHostApplicationLifetime lifetime,
    DatabaseHealth database,
    EventBus bus,
    TimeProvider clock,
    ILogger<NodeAgent> logger
) : BackgroundService
{
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(2.5);
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    // From the very first moment: a stop between the registration and the start of the loops is acknowledged too.
    private readonly EventSubscription _changes = bus.Subscribe(raised => raised is SettingsChanged);
    private readonly ConcurrentDictionary<string, byte> _failing = new();
    private readonly StoppedJobs _stopped = new(contexts, clock);
    private long _acknowledged;
    private DateTime _startedAt;

    /// <summary>
    /// Registers this life of the node and marks what its last life left running as lost. Runs before anything may start.
    /// </summary>
    /// <exception cref="InvalidOperationException">A node of this name lives already.</exception>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        await RefuseTwinAsync(cancellationToken);
        _acknowledged = (await settings.ReadAsync(cancellationToken)).Epoch;
        _startedAt = clock.UtcMilliseconds();
        await WriteAsync(_ => { }, cancellationToken, first: true);
        await lost.MarkEarlierLifeAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var changes = _changes;
        await Task.WhenAll(
            KeepAsync("The acknowledging of stops", AcknowledgeStopsAsync),
            KeepAsync("The node's writing of ticks", WriteTicksAsync),
            KeepAsync("The search for lost jobs", lost.WatchAsync),
            KeepAsync("The node's heartbeat", BeatAsync)
        );

        Task KeepAsync(string what, Func<CancellationToken, Task> loop) => EndlessLoop.KeepAsync(what, loop, logger, clock, stoppingToken);
    }

    /// <summary>
    /// One that failed is made up for soon: the others wait for this node's sign of life from the moment at which the database is back.
    /// </summary>
    private async Task BeatAsync(CancellationToken stoppingToken)
    {
        var stored = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(stored ? HeartbeatInterval : Again, clock, stoppingToken);
            stored = await TryAsync(() => WriteAsync(_ => { }, stoppingToken), "heartbeat", stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => WriteAsync(node => node.HeartbeatAt = null, cancellationToken), "good-bye", cancellationToken);
    }

    private async Task AcknowledgeStopsAsync(CancellationToken stoppingToken)
    {
        await foreach (var batch in _changes.ReadBatchesAsync(TimeSpan.Zero, stoppingToken))
        {
            var newest = ((SettingsChanged)batch[^1]).Settings;
            if (newest.Stopped && newest.Epoch > _acknowledged)
                await AcknowledgeAsync(newest, stoppingToken);
        }
    }

    /// <summary>No second event comes for the same stop, so a write that fails is tried again; what it tells was measured before.</summary>
    private async Task AcknowledgeAsync(ParserSettings stopped, CancellationToken stoppingToken)
    {
        // The runs were cancelled before this event was published: nothing new passes the gate, and what was under way ends now.
        await runs.QuietAsync(stoppingToken);
        var quiet = clock.UtcMilliseconds();
        while (!await TryAsync(() => AcknowledgeAsync(stopped, quiet, stoppingToken), "acknowledgement", stoppingToken))
            await Task.Delay(Again, clock, stoppingToken);
    }

    private async Task AcknowledgeAsync(ParserSettings stopped, DateTime quiet, CancellationToken cancellationToken)
    {
        var cancelled = runs.Stopped;
        var ended = await _stopped.CountAsync(cancelled);
        var milliseconds = Math.Max(0, (quiet - await StoppedAtAsync(stopped, cancellationToken)).TotalMilliseconds);
        await WriteAsync(
            node =>
            {
                node.AcknowledgedEpoch = stopped.Epoch;
                node.AcknowledgedMs = milliseconds;
                node.StoppedJobs = ended;
            },
            cancellationToken
        );
        _acknowledged = stopped.Epoch;
        runs.ForgetStopped(cancelled);
    }

    /// <summary>When this very stop came: the settings tell when the first of several did.</summary>
    private async Task<DateTime> StoppedAtAsync(ParserSettings stopped, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var times = context.Set<StopRecord>().Where(stop => stop.Epoch == stopped.Epoch).Select(stop => (DateTime?)stop.StoppedAt);
        return await times.SingleOrDefaultAsync(cancellationToken) ?? stopped.UpdatedAt;
    }

    /// <summary>The row tells the other nodes when this one's scheduler fired; a second is exact enough for a tick of five.</summary>
    private async Task WriteTicksAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TickInterval, clock);
        DateTime? written = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var tick = heartbeat.LastTick;
            if (tick != written && await TryAsync(() => WriteAsync(_ => { }, stoppingToken), "tick", stoppingToken))
                written = tick;
        }
    }

    /// <summary>
    /// A killed process leaves a fresh heartbeat behind, so a fresh one alone says nothing: only who lives goes on with it.
    /// </summary>
    private async Task RefuseTwinAsync(CancellationToken cancellationToken)
    {
        var found = await FindAsync(cancellationToken);
        if (found is null || found.Instance == self.Instance || !found.IsAlive(clock.UtcMilliseconds()))
            return;
        logger.LogInformation(
            "Node {Name} gave a sign of life just now; waiting for {Seconds} s to see whether it still lives",
            self.Name,
            HeartbeatInterval.TotalSeconds + 1
        );
        await Task.Delay(HeartbeatInterval + TimeSpan.FromSeconds(1), clock, cancellationToken);
        var later = await FindAsync(cancellationToken);
        if (later?.HeartbeatAt is { } last && last != found.HeartbeatAt)
        {
            throw new InvalidOperationException(
                $"A node named {self.Name} already runs on this database (its last sign of life: {last:u}). Give this one a name of its "
                    + $"own with --ParserAdmin:Node:Name=NAME, or end the other first."
            );
        }
    }

    private async Task<Node?> FindAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();

        // One data folder is one node there, and its lock was taken already.
        return context.Dialect.SharedByNodes
            ? await context.Set<Node>().AsNoTracking().SingleOrDefaultAsync(node => node.Name == self.Name, cancellationToken)
            : null;
    }

    private async Task WriteAsync(Action<Node> change, CancellationToken cancellationToken, bool first = false)
    {
        await using var context = contexts.Create();
        var node = await context.Set<Node>().SingleOrDefaultAsync(node => node.Name == self.Name, cancellationToken);
        if (node is null)
        {
            // Also where someone deleted the row of a node that lives: it is this one's again, whole.
            context.Add(node = new Node { Name = self.Name });
            first = true;
        }
        else if (!first && node.Instance != self.Instance)
        {
            // Whoever began later took the name; whoever began earlier is a life of before, out of a copy that was put back.
            if (context.Dialect.SharedByNodes && node.StartedAt >= _startedAt)
            {
                GiveWay();
                return;
            }

            lost.LookAtEarlierLife();
            first = true;
        }

        if (first)
            node.Begin(self, _startedAt, _acknowledged);
        node.HeartbeatAt = clock.UtcMilliseconds();
        node.LastTickAt = heartbeat.LastTick ?? node.LastTickAt;
        change(node);
        await context.SaveChangesAsync(cancellationToken);
        bus.Publish(new NodeChanged(node));
    }

    /// <summary>This process was silent for so long that another took its name: it must not go on beside it.</summary>
    private void GiveWay()
    {
        var ended = runs.Cancel(_ => true, "Another process took this node's name");
        logger.LogCritical(
            "Another process runs as node {Name} now; this one ends ({Ended} runs cancelled). Give each process a name of its own with "
                + "ParserAdmin:Node:Name",
            self.Name,
            ended
        );
        lifetime.StopApplication();
    }

    private async Task<bool> TryAsync(Func<Task> act, string what, CancellationToken cancellationToken)
    {
        try
        {
            await act();
            _failing.TryRemove(what, out _);
            if (database.Wrote(null) is { } refused)
                bus.Publish(new WritesResumed(refused));
            return true;
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            // The heartbeat goes on whatever it was; only the tone differs, and an outage is told once.
            database.Wrote(failed);
            if (!StorageFaults.IsOutage(failed))
                logger.LogError(failed, "The node's {What} failed by a fault in the program", what);
            else if (_failing.TryAdd(what, 0))
                logger.LogWarning("The node's {What} failed: {Problem}", what, failed.Message);
            return false;
        }
    }
}
