using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Cluster.Relay;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines.Quartz;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Folder;
using Quartz;

namespace ParserAdmin.Core.Execution;

public static class SchedulingServices
{
    /// <summary>What commands and queries need, without anything that runs by itself: enough for the CLI.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IConfiguration configuration)
    {
        var name = configuration["ParserAdmin:Node:Name"] is { Length: > 0 } configured ? configured : Environment.MachineName;
        var identity = new NodeIdentity(name, Guid.NewGuid(), RoleOf(configuration));
        services.AddSingleton(identity);
        services.AddSingleton(new StopOrigin(identity.Name, identity.Instance));
        services.TryAddSingleton(new StartPolicy(SkipInitial: false));
        services.AddSingleton<IGateFacts, StoredGateFacts>();
        services.AddSingleton<ScheduleQueries>();
        services.AddSingleton<ScheduleCommands>();
        services.AddSingleton<ScheduleSlots>();
        services.AddSingleton<SchedulePresets>();
        services.AddSingleton<ISourceChangeHandler>(provider => provider.GetRequiredService<SchedulePresets>());
        services.AddSingleton<ScheduleForecast>();
        services.AddSingleton<ArmingReader>();
        services.AddSingleton<NodeQueries>();
        services.AddSingleton<NodeAgent>();
        services.AddSingleton<JobAdmission>();
        services.AddSingleton<JobRequests>();
        services.AddSingleton<JobCommands>();
        services.AddSingleton<SourceDeletionCommands>();
        services.AddSingleton<DeadLetterCommands>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<SchedulerHeartbeat>();
        services.AddSingleton<TriggerTurn>();
        services.AddSingleton<QuartzScheduler>();
        services.AddSingleton<ScheduleOverviews>();
        services.AddSingleton<IJobDispatcher, NodeDispatcher>();
        services.AddSingleton<ClusterRelay>();
        return services;
    }

    /// <exception cref="InvalidOperationException">The configured word is no role.</exception>
    public static NodeRole RoleOf(IConfiguration configuration) =>
        configuration["ParserAdmin:Node:Role"] is not { Length: > 0 } word ? NodeRole.All
        : Enum.TryParse<NodeRole>(word, ignoreCase: true, out var role) && Enum.IsDefined(role) ? role
        : throw new InvalidOperationException($"ParserAdmin:Node:Role is '{word}'. Set it to all, web or worker.");

    /// <summary>What runs by itself, in the order in which it starts; it stops in the reverse.</summary>
    public static IServiceCollection AddSchedulerHost(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<ParserStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<JobLogWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<SettingsWatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<ShutdownGrace>());
        services.AddHostedService(provider => provider.GetRequiredService<NodeAgent>());
        services.AddHostedService(provider => provider.GetRequiredService<ClusterRelay>());
        services.AddHostedService(provider => provider.GetRequiredService<FetchingUpkeep>());
        services.AddHostedService(provider => provider.GetRequiredService<DefinitionsFolderSync>());
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = "ParserAdmin";

                // What another node scheduled is found at the next look, so a look must not be half a minute away.
                options.IdleWaitTime = SchedulerHeartbeat.Interval;
            });
            // Our max_concurrency decides how many jobs run; Quartz only must never be the tighter one.
            quartz.UseDefaultThreadPool(SettingsLimits.All.Single(limit => limit.Name == nameof(ParserSettings.MaxConcurrency)).Maximum + 4);
            quartz.AddJobMiddleware<GateMiddleware>();
            quartz.UsePersistentStore(store => UseDatabase(store, configuration));
        });

        // A node of role web reads the scheduler's store for "next runs", and never starts the scheduler.
        if (RoleOf(configuration) == NodeRole.Web)
            return services;
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
        store.ConfigureStore(options =>
        {
            options.StoreJobDataAsStrings = true;
            options.DbRetryInterval = TimeSpan.FromSeconds(2);
        });
        switch (database.Provider.ToLowerInvariant())
        {
            case "postgres":
                store.UsePostgres(database.ConnectionString!);
                store.UseClustering(Cluster);
                break;
            case "sqlserver":
                store.UseSqlServer(database.ConnectionString!);
                store.UseClustering(Cluster);
                break;
            default:
                // A file of its own: the scheduler's writes never wait for ours, nor ours for its.
                store.UseSqlite($"Data Source={DataDirectory.From(configuration).File("quartz.db")}");
                break;
        }
    }

    /// <summary>A killed node holds the tick that it had taken until the others miss its check-in; health must not call that stale.</summary>
    private static void Cluster(ClusteringOptions options)
    {
        options.CheckinInterval = TimeSpan.FromSeconds(2);
        options.CheckinMisfireThreshold = TimeSpan.FromSeconds(4);
    }
}
