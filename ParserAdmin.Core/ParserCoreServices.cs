using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Studio;

namespace ParserAdmin.Core;

public static class ParserCoreServices
{
    /// <summary>
    /// Every feature's services; nothing among them runs by itself until <see cref="ExecutionServices.AddSchedulerHost"/>.
    /// </summary>
    public static IServiceCollection AddParserCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddParserData(configuration)
            .AddSafety()
            .AddJobs()
            .AddSources()
            .AddFetching(configuration)
            .AddItems()
            .AddInvocables()
            .AddStudio()
            .AddPeople()
            .AddScheduling(configuration);
    }
}
