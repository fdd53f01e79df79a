using Microsoft.Extensions.Hosting;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Telemetry;

/// <summary>Looks at each part of this node; no look throws, and none waits long.</summary>
public sealed class HealthProbe(
    SettingsStore store,
    DatabaseHealth health,
    SourceQueries sources,
    SchedulerHeartbeat heartbeat,
    NodeIdentity node,
    NodeQueries nodes,
    DataDirectory directory,
    BrowserPool browser,
    IHostApplicationLifetime lifetime,
    TimeProvider clock
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Why this node should get no calls now, or null.</summary>
    public async Task<string?> UnreadyAsync(CancellationToken cancellationToken)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
            return "The program is still starting.";
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "The program is shutting down.";
        return health.State.Text
            ?? (await TryAsync(store.ReadAsync, cancellationToken) is null ? "The settings cannot be read from the database." : null);
    }

    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var settings = await TryAsync(store.ReadAsync, cancellationToken);
        var latency = Math.Round(clock.GetElapsedTime(began).TotalMilliseconds, 2);
        var all = await TryAsync(nodes.AllAsync, cancellationToken);
        var states = await TryAsync(token => sources.HealthAsync(null, token), cancellationToken);
        var tally = states is null ? null : new SourceTally(states.Count, states.Values.Count(state => state == SourceHealth.Failing));
        var (scheduler, disk, look, database) = (Scheduler(all ?? []), DiskSpace.Of(directory), browser.State(), health.State);
        var well =
            database.Fault is null
            && scheduler.Status == "ok"
            && !disk.IsLow
            && disk.FreeBytes is not null
            && tally is not { Failing: > 0 }
            && look.Status != "failing";
        return new HealthReport(
            settings is null ? "down"
                : well ? "ok"
                : "degraded",
            settings,
            all,
            scheduler,
            database,
            latency,
            disk,
            tally,
            look
        );
    }

    private SchedulerState Scheduler(IReadOnlyList<Node> all)
    {
        var (last, owner) = all.Where(other => other.Name != node.Name)
            .Select(other => (other.LastTickAt, other.Name))
            .Append((LastTickAt: heartbeat.LastTick, node.Name))
            .MaxBy(tick => tick.LastTickAt ?? DateTime.MinValue);
        return new SchedulerState(last, owner, heartbeat.StatusOf(last));
    }

    private static async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await read(patience.Token);
        }
        catch (Exception failed)
            when (StorageFaults.IsOutage(failed) || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
