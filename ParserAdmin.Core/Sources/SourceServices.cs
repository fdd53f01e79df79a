using Microsoft.Extensions.DependencyInjection;

namespace ParserAdmin.Core.Sources;

public static class SourceServices
{
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.AddSingleton<SourceCommands>();
        services.AddSingleton<SourceQueries>();
        services.AddSingleton<SourceChecks>();
        return services;
    }
}
