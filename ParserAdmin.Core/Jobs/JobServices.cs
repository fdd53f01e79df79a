using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Jobs.Timings;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Core.Jobs;

public static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<IRunningJobs, RunningJobs>();
        services.AddSingleton(_ => new FollowUpPolicy(Random.Shared.NextDouble));
        services.AddSingleton<JobEnder>();
        services.AddSingleton<JobsInHand>();
        services.AddSingleton<GatedTransactions>();
        services.AddSingleton<ShutdownGrace>();
        services.AddSingleton<FailSafe>();
        services.AddSingleton<DeadLetterQueries>();
        services.AddSingleton<JobLogQueries>();
        services.AddSingleton<JobLogWriter>();
        services.AddSingleton<JobProgressReporter>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<JobRetention>();
        services.AddSingleton<JobTimingsKeeper>();
        services.AddSingleton<IJobEndHandler>(provider => provider.GetRequiredService<JobTimingsKeeper>());
        services.AddSingleton<JobStatistics>();
        return services;
    }
}
