using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Api.Health;

/// <summary>Looks at each part of this node; no look throws, and none waits long.</summary>
internal sealed class HealthProbe(
    SettingsStore store, DatabaseHealth health, DatabasePlace place, SourceQueries sources, SchedulerHeartbeat heartbeat, NodeIdentity node, NodeQueries nodes, DataDirectory directory, BrowserPool browser,
    IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private const long LowDisk = 1L << 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Why this node should get no calls now, or null.</summary>
    public async Task<string?> UnreadyAsync(CancellationToken cancellationToken)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
            return "The program is still starting.";
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "The program is shutting down.";
        return health.State.Text ?? (await TryAsync(store.ReadAsync, cancellationToken) is null ? "The settings cannot be read from the database." : null);
    }

    public async Task<HealthDetailsResponse> CheckAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var settings = await TryAsync(store.ReadAsync, cancellationToken);
        var latency = Math.Round(clock.GetElapsedTime(began).TotalMilliseconds, 2);
        var database = DatabaseHealthResponse.Of(place.Provider, settings is not null, latency, health.State);
        var scheduler = Scheduler(await TryAsync(nodes.AllAsync, cancellationToken) ?? []);
        var disk = Disk();
        var states = await TryAsync(token => sources.HealthAsync(null, token), cancellationToken);
        var failing = states?.Values.Count(state => state == SourceHealth.Failing) ?? 0;
        var look = browser.State();
        var status = settings is null ? "down" : database.Status == "ok" && scheduler.Status == "ok" && disk.Status == "ok" && failing == 0 && look.Status != "failing" ? "ok" : "degraded";
        return new HealthDetailsResponse(
            status, settings?.Mode, settings?.Stopped, scheduler, database, disk,
            states is null ? null : new SourcesHealthResponse(states.Count, failing, failing == 0 ? "ok" : "failing"),
            BrowserHealthResponse.Of(look), new PartHealthResponse("off"));
    }

    /// <summary>The newest tick of any node: whichever fires, the schedules go on.</summary>
    private SchedulerHealthResponse Scheduler(IReadOnlyList<Node> all)
    {
        var (last, owner) = all.Where(other => other.Name != node.Name).Select(other => (other.LastTickAt, other.Name))
            .Append((LastTickAt: heartbeat.LastTick, node.Name)).MaxBy(tick => tick.LastTickAt ?? DateTime.MinValue);
        return new SchedulerHealthResponse(last, (int)SchedulerHeartbeat.Interval.TotalSeconds, owner, heartbeat.StatusOf(last));
    }

    private DiskHealthResponse Disk()
    {
        try
        {
            var free = new DriveInfo(directory.Path).AvailableFreeSpace;
            return new DiskHealthResponse(free, free < LowDisk ? "low" : "ok");
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Some containers hide their disks; that is no fault of this program.
            return new DiskHealthResponse(null, "unknown");
        }
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
        catch (Exception failed) when (StorageFaults.IsOutage(failed)
            || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
