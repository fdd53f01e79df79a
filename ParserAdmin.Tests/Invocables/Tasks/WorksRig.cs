using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Invocables.Tasks;

/// <summary>A host whose sources are all the same <see cref="WorksSite"/>.</summary>
internal sealed class WorksRig(CoreHost host, WorksSite site) : IAsyncDisposable
{
    public const string SourceId = "works";
    public const string LibraryId = "library";

    public CoreHost Host => host;

    public WorksSite Site => site;

    public static async Task<WorksRig> StartAsync(TestDatabase database, params Work[] works)
    {
        var site = new WorksSite();
        site.Works.AddRange(works);
        var host = await CoreHostCrawls.CreateAsync(
            WorksSite.Yaml(SourceId),
            services => services.Replace(ServiceDescriptor.Singleton<IPageFetcher>(site)),
            database
        );
        return new WorksRig(host, site);
    }

    public Task DefineAsync(string yaml) => host.DefineAsync(yaml);

    public async Task<AdmittedJob> AdmitAsync(string task, JobParameters? parameters = null)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return await host.AdmitAsync(task, SourceId, parameters);
    }

    /// <summary>Runs a task once to its end.</summary>
    /// <returns>The job as it ended, and what it asked for.</returns>
    public async Task<(ParserJob Job, List<string> Asked)> RunAsync(string task, JobParameters? parameters = null)
    {
        var before = site.Asked.Count;
        var job = await host.RunAsync(await AdmitAsync(task, parameters));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return (job, [.. site.Asked.Skip(before)]);
    }

    /// <summary>Runs a task until it hangs at an address, loses its node there, and runs what follows to its end.</summary>
    /// <returns>The second part, and what it asked for.</returns>
    public async Task<(ParserJob Job, List<string> Asked)> MarkLostAsync(string task, string address)
    {
        site.HangsOn = address;
        var first = await AdmitAsync(task);
        var running = host.Get<JobRunner>().RunAsync(first);
        await host.PumpAsync(
            UntilAsync(async () => site.Asked.Contains(address) && (await host.JobAsync(first.Job.Id)).Checkpoint is not null)
        );
        await host.Get<JobEnder>()
            .MarkLostAsync(job => job.Id == first.Job.Id, "Its node stopped while the job ran", CancellationToken.None);
        host.Get<ActiveRuns>().Cancel(_ => true, "killed");
        await host.PumpAsync(running);
        (site.HangsOn, var before) = (null, site.Asked.Count);
        var second = (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
        return (await host.RunAsync(second), [.. site.Asked.Skip(before)]);
    }

    /// <summary>All items by their ids on the site.</summary>
    public async Task<IReadOnlyDictionary<string, Item>> ItemsAsync() =>
        (await host.Get<ItemQueries>().ListAsync(new ItemFilter(SourceId), null, 500, CancellationToken.None)).ToDictionary(item =>
            item.ExternalId
        );

    public async Task<IReadOnlyList<ItemRevision>> RevisionsAsync(string externalId) =>
        await host.Get<ItemQueries>().RevisionsAsync((await ItemsAsync())[externalId].Id, CancellationToken.None);

    public async Task<string> LogAsync(Guid jobId) =>
        string.Join(
            '\n',
            (await host.Get<JobQueries>().LogAsync(new JobLogFilter(JobId: jobId), 0, 500, CancellationToken.None)).Select(line =>
                line.Message
            )
        );

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Delay(5);
    }
}
