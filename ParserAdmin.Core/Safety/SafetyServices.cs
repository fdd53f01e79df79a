using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Safety;

public static class SafetyServices
{
    public static IServiceCollection AddSafety(this IServiceCollection services)
    {
        services.AddSingleton<EventBus>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditVerifier>();
        services.AddSingleton<ChainState>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<Changes>();
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<SettingsApplier>();
        services.AddSingleton<SettingsReconciler>();
        services.AddSingleton<SettingsWatcher>();
        services.AddSingleton<SafetyCommands>();
        services.AddSingleton<EmergencyStop>();
        services.AddSingleton<StopLine>();
        services.AddSingleton<UnstoredStops>();
        services.AddSingleton<StopFile>();
        services.AddSingleton<LocalLatch>();
        services.AddSingleton<ActiveRuns>();
        services.AddSingleton<ExecutionGate>();
        services.AddSingleton<PreviewRuns>();
        return services;
    }
}
