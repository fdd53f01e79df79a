using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Sources.Backoff;
using ParserAdmin.Core.Sources.Folder;
using ParserAdmin.Core.Sources.Progress;
using ParserAdmin.Core.Sources.Settings;

namespace ParserAdmin.Core.Sources;

public static class SourceServices
{
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.AddSingleton<SourceCommands>();
        services.AddSingleton<DefinitionInspector>();
        services.AddSingleton<DefinitionsFolder>();
        services.AddSingleton<FolderMemory>();
        services.AddSingleton<DefinitionsFolderSync>();
        services.AddSingleton<SourceQueries>();
        services.AddSingleton<SourceChecks>();
        services.AddSingleton<PathStates>();
        services.AddSingleton<SourceBackoffs>();
        services.AddSingleton<IJobEndHandler>(provider => provider.GetRequiredService<SourceBackoffs>());
        services.AddSingleton<LayoutCommands>();
        services.AddSingleton<SourceSettings>();
        services.AddSingleton<SourceSettingCommands>();
        return services;
    }
}
