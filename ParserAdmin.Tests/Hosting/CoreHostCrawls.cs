using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Sources;
using Xunit;

namespace ParserAdmin.Tests.Hosting;

/// <summary>Sources and jobs as a person meets them: defined, asked for, admitted, run to the end.</summary>
internal static class CoreHostCrawls
{
    /// <summary>Lets the fetcher go to sites of the test.</summary>
    public static void Allow(this IServiceCollection services, params IEnumerable<int> ports) =>
        services.PostConfigure<FetchingOptions>(options =>
        {
            foreach (var port in ports)
                options.AllowedPrivateHosts.Add($"127.0.0.1:{port}");
        });

    /// <summary>A host that keeps the jobs' logs and has this source.</summary>
    public static async Task<CoreHost> CreateAsync(
        string yaml,
        Action<IServiceCollection> configure,
        TestDatabase database = TestDatabase.Sqlite
    )
    {
        var host = await CoreHost.CreateAsync(database, configure);
        await host.DefineAsync(yaml);
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }

    public static async Task DefineAsync(this CoreHost host, string yaml)
    {
        var saved = await host.Get<SourceCommands>().SaveAsync(Actors.Admin, yaml, null, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Message);
    }

    /// <summary>Asks for a job by hand and marks it as running.</summary>
    public static async Task<AdmittedJob> AdmitAsync(
        this CoreHost host,
        string task = "catalog-sync",
        string source = "shop",
        JobParameters? parameters = null
    )
    {
        var asked = await host.Get<JobCommands>()
            .RequestAsync(Actors.Operator, task, source, parameters ?? JobParameters.None, JobTrigger.Person, CancellationToken.None);
        Assert.True(asked.Succeeded, asked.Message);
        return (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
    }

    /// <summary>Runs it to its end, moving the clock.</summary>
    public static async Task<ParserJob> RunAsync(this CoreHost host, AdmittedJob admitted)
    {
        await host.PumpAsync(host.Get<JobRunner>().RunAsync(admitted));
        return await host.JobAsync(admitted.Job.Id);
    }

    /// <summary>Asks for a job by hand and runs it to its end.</summary>
    public static async Task<ParserJob> RunAsync(
        this CoreHost host,
        string task = "catalog-sync",
        string source = "shop",
        JobParameters? parameters = null
    ) => await host.RunAsync(await host.AdmitAsync(task, source, parameters));
}
