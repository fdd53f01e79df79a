using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Cluster.Relay;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution.DeadLetters;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Items.Pictures;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Folder;

namespace ParserAdmin.Core.Execution;

public static class ExecutionServices
{
    /// <summary>What commands and queries need, without anything that runs by itself: enough for the CLI.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IConfiguration configuration)
    {
        var name = configuration["ParserAdmin:Node:Name"] is { Length: > 0 } configured ? configured : Environment.MachineName;
        var identity = new NodeIdentity(StorableText.Clean(name, NodeIdentity.LongestName), Guid.NewGuid(), RoleOf(configuration));
        services.AddSingleton(identity);
        services.AddSingleton(new StopOrigin(identity.Name, identity.Instance));
        services.TryAddSingleton(new StartPolicy(SkipInitial: false));
        services.AddSingleton<IGateFacts, StoredGateFacts>();
        services.AddSingleton<KnownDefinitions>();
        services.AddSingleton<ScheduleQueries>();
        services.AddSingleton<LastRuns>();
        services.AddSingleton<IntervalStarts>();
        services.AddSingleton<ScheduleCommands>();
        services.AddSingleton<ScheduleSlots>();
        services.AddSingleton<SchedulePresets>();
        services.AddSingleton<ISourceChangeHandler>(provider => provider.GetRequiredService<SchedulePresets>());
        services.AddSingleton<ScheduleForecast>();
        services.AddSingleton<ArmingReader>();
        services.AddSingleton<NodeQueries>();
        services.AddSingleton<NodeAgent>();
        services.AddSingleton<LostJobs>();
        services.AddSingleton<JobAdmission>();
        services.AddSingleton<JobRequests>();
        services.AddSingleton<JobCommands>();
        services.AddSingleton<SourceDeletionCommands>();
        services.AddSingleton<DeadLetterCommands>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<IFetchObserver, TimingRecorder>();
        services.AddSingleton<SchedulerHeartbeat>();
        services.AddSingleton<SlotLedger>();
        services.AddSingleton<RunStarter>();
        services.AddSingleton<ISlotWork, SlotWork>();
        services.AddSingleton<ScheduleOverviews>();
        services.AddSingleton<ScheduleCalendar>();
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
        services.AddHostedService(provider => provider.GetRequiredService<StallWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<FetchingUpkeep>());
        services.AddHostedService(provider => provider.GetRequiredService<ItemPictures>());
        services.AddHostedService(provider => provider.GetRequiredService<DefinitionsFolderSync>());

        // A node of role web reads the ledger for "next runs", and starts nothing.
        if (RoleOf(configuration) == NodeRole.Web)
            return services;
        services.AddHostedService<SchedulerHost>();
        return services.AddScheduleEngine(configuration);
    }
}
