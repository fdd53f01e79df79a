using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>A node that is stopped in a test, whose warnings are heard.</summary>
internal static class StopHost
{
    public static readonly TimeSpan Hanging = TimeSpan.FromSeconds(20);

    /// <summary>A command of the machine's administrator: a program that has only just begun, and ends after it.</summary>
    public static readonly Actor Shell = new(ActorType.Cli, null, "root", Role.Admin);

    public static Task<CoreHost> CreateAsync(Complaints log, IRunningJobs? jobs = null, Action<IServiceCollection>? configure = null) =>
        CoreHost.CreateAsync(configure: services =>
        {
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(log));
            if (jobs is not null)
                services.Replace(ServiceDescriptor.Singleton(jobs));
            configure?.Invoke(services);
        });

    public static Task<CommandResult<StopReport>> StopAsync(this CoreHost host, Actor? actor = null) =>
        host.Get<EmergencyStop>().StopAsync(actor ?? Actors.Operator, "smoke", CancellationToken.None).WaitAsync(Hanging);
}
