using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
            provider.GetRequiredService<AddressPolicy>(), provider.GetRequiredService<CheckedDialer>()));
        services.AddSingleton<HostGovernor>();
        services.AddSingleton<HopSender>();
        services.AddSingleton<IPageFetcher, PageFetcher>();
        return services;
    }
}
