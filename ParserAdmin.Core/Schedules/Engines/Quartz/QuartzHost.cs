using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace ParserAdmin.Core.Schedules.Engines.Quartz;

/// <summary>
/// Starts Quartz and ends it. Quartz gives back what it has acquired before it ends, and tries that again for as long as its store is away;
/// a program that was asked to end must not wait for that. What it could not give back, another node takes over after a missed check-in.
/// </summary>
internal sealed class QuartzHost(
    IHostApplicationLifetime lifetime,
    IServiceProvider services,
    IOptionsMonitor<QuartzHostedServiceOptions> options,
    TimeProvider clock,
    ILogger<QuartzHost> logger
) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly QuartzHostedService _quartz = new(lifetime, services, options);

    public Task StartAsync(CancellationToken cancellationToken) => _quartz.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _quartz.StopAsync(cancellationToken).WaitAsync(Patience, clock, cancellationToken);
        }
        catch (Exception waited) when (waited is TimeoutException or OperationCanceledException)
        {
            logger.LogWarning("Quartz did not end in time, probably because its database is away. The program ends without it.");
        }
    }
}
