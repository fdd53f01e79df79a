using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Core.Jobs;

public static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<IRunningJobs, RunningJobs>();
        services.AddSingleton<JobEnder>();
        services.AddSingleton<JobLogWriter>();
        services.AddSingleton<JobProgressReporter>();
        services.AddSingleton<JobQueries>();
        return services;
    }
}
