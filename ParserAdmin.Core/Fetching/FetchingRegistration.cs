using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Cache;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Fetching.Rendering;
using ParserAdmin.Core.Fetching.Robots;
using ParserAdmin.Core.Fetching.Sessions;

namespace ParserAdmin.Core.Fetching;

/// <summary>Registers the fetcher and the one connection point.</summary>
public static class FetchingRegistration
{
    /// <summary>Reads <see cref="FetchingOptions.Section"/> of the whole configuration; a wrong entry there stops the start.</summary>
    public static IServiceCollection AddFetching(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FetchingOptions>().Bind(configuration.GetSection(FetchingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FetchingOptions>, FetchingOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IHostResolver, DnsHostResolver>();
        services.AddSingleton<OwnSite>();
        services.AddSingleton<AddressPolicy>();
        services.AddSingleton<CheckedDialer>();
        services.AddSingleton(provider => new ConnectionPoint(
            provider.GetRequiredService<AddressPolicy>(),
            provider.GetRequiredService<CheckedDialer>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddHosts();
        services.AddSingleton<HopSender>();
        services.AddSingleton<RobotsReader>();
        services.AddSingleton<RobotsGuard>();
        services.AddSingleton<PageFetcher>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<PreviewSessions>();
        services.AddSingleton<StoredPageCache>();
        services.TryAddSingleton<IPageCache>(provider => provider.GetRequiredService<StoredPageCache>());
        services.AddSingleton<IUpkeep>(provider => provider.GetRequiredService<StoredPageCache>());
        services.AddRendering(configuration);
        services.AddSingleton(provider => new FetchingUpkeep(
            provider.GetServices<IUpkeep>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FetchingUpkeep>>()
        ));
        return services;
    }
}
