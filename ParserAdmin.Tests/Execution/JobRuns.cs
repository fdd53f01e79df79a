using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Execution;

/// <summary>One job on a host whose log writer runs.</summary>
internal static class JobRuns
{
    /// <summary>A host with one source, whose only task is this one.</summary>
    public static async Task<CoreHost> HostAsync(FakeInvocable task, TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database, services => services.RemoveAll<IInvocable>().AddSingleton<IInvocable>(task));
        await host.AddSourceAsync();
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Runs a job to its end, and writes its log.</summary>
    public static async Task<ParserJob> RunAsync(CoreHost host)
    {
        var id = await host.PumpAsync(StartAsync(host));
        await host.PumpAsync(host.Get<JobLogWriter>().StopAsync(CancellationToken.None));
        return await host.JobAsync(id);
    }

    /// <summary>Runs a job; the clock is the test's to move.</summary>
    public static async Task<Guid> StartAsync(CoreHost host)
    {
        await host.AddJobAsync(JobStatus.Pending);
        return await RunAdmittedAsync(host);
    }

    public static async Task<Guid> RunAdmittedAsync(CoreHost host)
    {
        var admitted = await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
        await host.Get<JobRunner>().RunAsync(admitted!);
        return admitted!.Job.Id;
    }
}
