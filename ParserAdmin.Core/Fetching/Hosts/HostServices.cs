using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ParserAdmin.Core.Fetching.Hosts;

internal static class HostServices
{
    public static void AddHosts(this IServiceCollection services)
    {
        services.TryAddSingleton<IHostLedger, StoredHostLedger>();
        services.AddSingleton<StallWatch>();
        services.AddSingleton(provider => new HostGovernor(
            provider.GetRequiredService<IHostLedger>(),
            provider.GetRequiredService<StallWatch>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<HostQueries>();
        services.AddSingleton<HostBookkeeping>();
        services.AddSingleton<IUpkeep>(provider => provider.GetRequiredService<HostBookkeeping>());
    }
}
