using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Sources;
using Quartz;

namespace ParserAdmin.Core.Scheduling;

public static class SchedulingServices
{
    /// <summary>What commands and queries need, without anything that runs by itself: enough for the CLI.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IConfiguration configuration)
    {
        var name = configuration["ParserAdmin:Node:Name"] is { Length: > 0 } configured ? configured : Environment.MachineName;
        var role = Enum.TryParse<NodeRole>(configuration["ParserAdmin:Node:Role"], ignoreCase: true, out var known) ? known : NodeRole.All;
        services.AddSingleton(new NodeIdentity(name, Guid.NewGuid(), role));
        services.TryAddSingleton(new StartPolicy(SkipInitial: false));
        services.AddSingleton<IGateFacts, StoredGateFacts>();
        services.AddSingleton<ScheduleQueries>();
        services.AddSingleton<ScheduleCommands>();
        services.AddSingleton<ScheduleSlots>();
        services.AddSingleton<SchedulePresets>();
        services.AddSingleton<ISourceFollower>(provider => provider.GetRequiredService<SchedulePresets>());
        services.AddSingleton<ScheduleForecast>();
        services.AddSingleton<NodeQueries>();
        services.AddSingleton<NodeAgent>();
        services.AddSingleton<JobAdmission>();
        services.AddSingleton<JobRequests>();
        services.AddSingleton<JobCommands>();
        services.AddSingleton<DeadLetterCommands>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<SchedulerPulse>();
        services.AddSingleton<QuartzScheduler>();
        services.AddSingleton<ScheduleOverviews>();
        services.AddSingleton<IJobDispatcher>(provider => provider.GetRequiredService<QuartzScheduler>());
        return services;
    }

    /// <summary>What runs by itself, in the order in which it starts; it stops in the reverse.</summary>
    public static IServiceCollection AddSchedulerHost(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<ParserStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<JobLogWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<SettingsWatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<ShutdownGrace>());
        services.AddHostedService(provider => provider.GetRequiredService<NodeAgent>());
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options => options.InstanceName = "ParserAdmin");
            // Our max_concurrency decides how many jobs run; Quartz only must never be the tighter one.
            quartz.UseDefaultThreadPool(SettingsLimits.All.Single(limit => limit.Name == nameof(ParserSettings.MaxConcurrency)).Maximum + 4);
            quartz.AddJobMiddleware<GateMiddleware>();
            quartz.UsePersistentStore(store => UseDatabase(store, configuration));
        });
        services.AddHostedService(provider => provider.GetRequiredService<QuartzScheduler>());
        return services.AddQuartzHostedService(options =>
        {
            options.WaitForJobsToComplete = true;
            options.AwaitApplicationStarted = true;
        });
    }

    private static void UseDatabase(IPersistentStoreBuilder store, IConfiguration configuration)
    {
        var database = configuration.GetSection("ParserAdmin:Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        store.ProvisionSchema();
        store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
        switch (database.Provider.ToLowerInvariant())
        {
            case "postgres":
                store.UsePostgres(database.ConnectionString!);
                store.UseClustering(_ => { });
                break;
            case "sqlserver":
                store.UseSqlServer(database.ConnectionString!);
                store.UseClustering(_ => { });
                break;
            default:
                // A file of its own: the scheduler's writes never wait for ours, nor ours for its.
                store.UseSqlite($"Data Source={DataDirectory.From(configuration).File("quartz.db")}");
                break;
        }
    }
}
