using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Postgres;
using Quartz;

namespace ParserAdmin.Core.Schedules.Engines.Quartz;

internal static class QuartzServices
{
    public static IServiceCollection AddQuartzEngine(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = "ParserAdmin";

                // What another node told the store is found at the next look, so a look must not be half a minute away.
                options.IdleWaitTime = IScheduleEngine.Beat;
            });

            // Calls of the work, not runs: a few at once are many.
            quartz.UseDefaultThreadPool(8);
            if (!database.Provider.Equals("sqlite", StringComparison.OrdinalIgnoreCase))
                quartz.UsePersistentStore(store => UseDatabase(store, database));
        });
        services.AddSingleton<QuartzEngine>();
        services.AddSingleton<IScheduleEngine>(provider => provider.GetRequiredService<QuartzEngine>());
        services.Configure<QuartzHostedServiceOptions>(options =>
        {
            options.WaitForJobsToComplete = true;
            options.AwaitApplicationStarted = true;
        });
        services.AddHostedService<QuartzHost>();

        // After Quartz's own, so that it ends before that.
        return services.AddHostedService(provider => provider.GetRequiredService<QuartzEngine>());
    }

    private static void UseDatabase(IPersistentStoreBuilder store, DatabaseOptions database)
    {
        store.ProvisionSchema();
        store.ConfigureStore(options =>
        {
            options.StoreJobDataAsStrings = true;
            options.DbRetryInterval = TimeSpan.FromSeconds(2);
        });
        switch (database.Provider.ToLowerInvariant())
        {
            case "postgres":
                store.UsePostgres(PostgresDialect.Bounded(database.ConnectionString!));
                break;
            case "sqlserver":
                store.UseSqlServer(database.ConnectionString!);
                break;
            default:
                throw new NotSupportedException($"Quartz keeps its jobs in PostgreSQL or SQL Server, not in '{database.Provider}'.");
        }

        store.UseClustering(options =>
        {
            // A killed node holds the beat that it had taken until the others miss its check-in; health must not call that stale.
            options.CheckinInterval = TimeSpan.FromSeconds(2);
            options.CheckinMisfireThreshold = TimeSpan.FromSeconds(4);
        });
    }
}
