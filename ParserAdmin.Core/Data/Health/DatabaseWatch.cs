using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Data.Health;

/// <summary>
/// Looks every few seconds whether the database can be read and would take a write. A look changes nothing and makes no file grow; whether
/// writes do go through is told by the node's heartbeat.
/// </summary>
public sealed class DatabaseWatch(
    IDbContextFactory<ParserDbContext> contexts,
    DatabaseHealth health,
    DatabasePlace place,
    DataDirectory directory,
    TimeProvider clock,
    ILogger<DatabaseWatch> logger
) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Below it the next write may find no place.</summary>
    private const long NoSpace = 1 << 20;

    private Task<DatabaseFault?> _look = Task.FromResult<DatabaseFault?>(null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            var before = health.State.Fault;
            await CheckAsync();
            if (health.State is { } now && now.Fault != before)
            {
                logger.Log(
                    now.Fault is null ? LogLevel.Information : LogLevel.Error,
                    "{Database}",
                    now.Text ?? "The database can be read and written again"
                );
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task CheckAsync()
    {
        var began = clock.GetTimestamp();
        try
        {
            // One that hangs is waited for again, or a frozen database would gather a connection a look.
            if (_look.IsCompleted)
                _look = AskAsync();
            health.Answered(clock.GetElapsedTime(began), await _look.WaitAsync(Patience, clock));
        }
        catch (Exception failed) when (StorageFaults.IsOutage(failed))
        {
            health.Failed(failed);
        }
    }

    private async Task<DatabaseFault?> AskAsync()
    {
        await using var context = await contexts.CreateDbContextAsync();
        return await context.Dialect.CheckAsync(context)
            ?? (place.IsFile && DiskSpace.Of(directory).FreeBytes < NoSpace ? DatabaseFault.Full : null);
    }
}
