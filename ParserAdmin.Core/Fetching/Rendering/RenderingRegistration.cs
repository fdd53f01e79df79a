using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Fetching.Cache;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Fetching.Rendering.Relay;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>Registers the browser and its way out.</summary>
internal static class RenderingRegistration
{
    /// <summary>Reads <see cref="BrowserOptions.Section"/>; a wrong entry there stops the start.</summary>
    public static void AddRendering(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BrowserOptions>().Bind(configuration.GetSection(BrowserOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BrowserOptions>, BrowserOptionsValidator>();
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        services.AddSingleton<RenderSessions>();
        services.AddSingleton<RenderRelay>();
        services.AddSingleton<RenderProxy>();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton(provider => new BrowserPool(
            provider.GetRequiredService<RenderProxy>(),
            provider.GetRequiredService<RenderSessions>(),
            provider.GetRequiredService<IOptions<BrowserOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BrowserPool>>()
        ));
        services.AddSingleton<IUpkeep>(provider => provider.GetRequiredService<BrowserPool>());
        services.AddSingleton<CachingFetcher>();
        services.AddSingleton<IPageFetcher, RenderingFetcher>();
    }
}
