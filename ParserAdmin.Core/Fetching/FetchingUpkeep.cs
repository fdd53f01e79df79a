using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Core.Fetching;

/// <summary>Every two seconds writes what fetching only has in memory, and once an hour forgets what is too old.</summary>
public sealed class FetchingUpkeep : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    private readonly IUpkeep[] _parts;
    private readonly TimeProvider _clock;
    private readonly ILogger<FetchingUpkeep> _logger;

    internal FetchingUpkeep(IEnumerable<IUpkeep> parts, TimeProvider clock, ILogger<FetchingUpkeep> logger)
    {
        _parts = [.. parts];
        _clock = clock;
        _logger = logger;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await EachAsync(part => part.FlushAsync(cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        long? swept = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await EachAsync(part => part.FlushAsync(stoppingToken));
            if (swept is { } last && _clock.GetElapsedTime(last) < SweepInterval)
                continue;
            await EachAsync(part => part.SweepAsync(stoppingToken));
            swept = _clock.GetTimestamp();
        }
    }

    private async Task EachAsync(Func<IUpkeep, Task> act)
    {
        foreach (var part in _parts)
        {
            try
            {
                await act(part);
            }
            catch (Exception failed) when (StorageFaults.IsNo(failed))
            {
                // Figures stay in memory until the next time, pages are fetched anew another day: nothing here is worth ending for.
                _logger.LogWarning("What fetching keeps could not be stored: {Problem}", failed.Message);
            }
        }
    }
}
