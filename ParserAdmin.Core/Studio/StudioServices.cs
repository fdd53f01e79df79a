using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Studio.Samples;

namespace ParserAdmin.Core.Studio;

public static class StudioServices
{
    public static IServiceCollection AddStudio(this IServiceCollection services)
    {
        services.AddSingleton<PreviewFetcher>();
        services.AddSingleton<PreviewEngine>();
        services.AddSingleton<PreviewCommands>();
        services.AddSingleton<SampleFiles>();
        services.AddSingleton<IDefinitionTest, SampleTests>();
        return services;
    }
}
