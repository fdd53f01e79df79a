using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;

namespace ParserAdmin.Core.Telemetry;

public static class TelemetryServices
{
    /// <summary>Meter, counting and <c>/metrics</c>. Call it before the scheduler's host, so that nothing that runs is missed.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<ParserMeter>();
        services.AddSingleton<MetricsReader>();
        services.AddSingleton<MetricsRecorder>();
        services.AddSingleton<HealthProbe>();
        services.AddSingleton<IFetchObserver>(provider => provider.GetRequiredService<MetricsRecorder>());
        services.AddHostedService(provider => provider.GetRequiredService<MetricsRecorder>());
        return services;
    }
}
