using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Data.Keys;

/// <summary>What cookies, forms and stored secrets are encrypted with.</summary>
internal static class KeyServices
{
    private const string AspNet = "ASP.NET Core's";

    /// <exception cref="InvalidOperationException">A configured secret is too short.</exception>
    public static IServiceCollection AddKeys(
        this IServiceCollection services,
        IConfiguration configuration,
        DatabasePlace place,
        DataDirectory directory
    )
    {
        services.AddSingleton(new KeySeal(configuration.GetSection(KeyOptions.Section).Get<KeyOptions>() ?? new KeyOptions()));
        services.AddSingleton<DatabaseKeys>();
        services.AddSingleton<ProtectionKeys>();
        services.AddSingleton<SecretBox>();
        var protection = services.AddDataProtection().SetApplicationName("ParserAdmin");

        // Only the account that runs the program may read the folder.
        if (place.IsFile)
            protection.PersistKeysToFileSystem(directory.Folder("keys"));
        else
            services.AddOptions<KeyManagementOptions>().Configure<DatabaseKeys>((options, stored) => options.XmlRepository = stored);
        return services.AddKnownKeys().AddLogging(Quiet);
    }

    /// <summary>Puts <see cref="KnownKeys"/> before ASP.NET Core's own provider.</summary>
    private static IServiceCollection AddKnownKeys(this IServiceCollection services)
    {
        var own = services.Single(service => service.ServiceType == typeof(IKeyRingProvider));
        services.Remove(own);
        services.AddKeyedTransient(typeof(IKeyRingProvider), AspNet, own.ImplementationType!);
        services.AddSingleton<IKeyRingProvider>(provider => new KnownKeys(
            () => provider.GetRequiredKeyedService<IKeyRingProvider>(AspNet),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<KnownKeys>>()
        ));

        // It would read the keys as the first thing of a start, when there is no table yet or no database. ProtectionKeys does in its time.
        foreach (var early in services.Where(IsHosted).ToList())
            services.Remove(early);
        return services;

        bool IsHosted(ServiceDescriptor service) =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == own.ImplementationType!.Assembly;
    }

    /// <summary>
    /// One warns of keys that are not encrypted themselves: of the folder its mode is the guard, and of the database
    /// <see cref="ProtectionKeys"/> tells. The other tells an outage with a stack trace each time.
    /// </summary>
    private static void Quiet(ILoggingBuilder logging) =>
        logging
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider", LogLevel.None);
}
