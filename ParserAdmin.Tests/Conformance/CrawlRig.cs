using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Progress;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Conformance;

/// <summary>The whole program without a screen, on SQLite and the real clock, before the origin.</summary>
internal sealed class CrawlRig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private CrawlRig(OriginServer origin, CoreHost host) => (Origin, Host, Control) = (origin, host, new OriginControl(origin));

    public OriginServer Origin { get; }

    public OriginControl Control { get; }

    public CoreHost Host { get; }

    /// <param name="yaml">The definition, by the origin's address.</param>
    public static async Task<CrawlRig> StartAsync(Func<Uri, string> yaml)
    {
        var origin = await OriginServer.StartAsync();
        var host = await CoreHost.CreateAsync(configure: services =>
        {
            services.Replace(ServiceDescriptor.Singleton(TimeProvider.System));
            services.PostConfigure<FetchingOptions>(options => options.AllowedPrivateHosts.Add(origin.Address.Authority));
        });
        var rig = new CrawlRig(origin, host);
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        await rig.SaveAsync(yaml(origin.Address));
        return rig;
    }

    public async Task SaveAsync(string yaml)
    {
        var saved = await Host.Get<SourceCommands>().SaveAsync(Actors.Admin, yaml, null, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Message);
    }

    /// <summary>Runs a task of the source to its end.</summary>
    public async Task<ParserJob> RunAsync(string task = "catalog-sync", string? mode = null, string source = "shop")
    {
        var asked = await Host.Get<JobCommands>()
            .RequestAsync(Actors.Operator, task, source, new JobParameters(Mode: mode), JobTrigger.Person, CancellationToken.None);
        Assert.True(asked.Succeeded, asked.Message);
        var admitted = (await Host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
        Assert.Equal(asked.Value.Id, admitted.Job.Id);
        await Host.Get<JobRunner>().RunAsync(admitted).WaitAsync(Patience);
        return await Host.JobAsync(admitted.Job.Id);
    }

    /// <summary>The same, for a run that has to succeed.</summary>
    public async Task<JobCounts> CountsAsync(string task = "catalog-sync", string? mode = null, string source = "shop")
    {
        var job = await RunAsync(task, mode, source);
        Assert.True(job.Status == JobStatus.Succeeded, job.ErrorMessage);
        return job.Counts;
    }

    public Task<IReadOnlyList<Item>> ItemsAsync() =>
        Host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 5_000, CancellationToken.None);

    /// <summary>All changes of all items.</summary>
    public async Task<IReadOnlyList<ItemRevision>> RevisionsAsync()
    {
        var all = new List<ItemRevision>();
        foreach (var item in (await ItemsAsync()).Where(item => item.LastChangedAt > item.FirstSeenAt))
            all.AddRange(await Host.Get<ItemQueries>().RevisionsAsync(item.Id, CancellationToken.None));
        return all;
    }

    /// <summary>How many lines of all logs hold the text.</summary>
    public async Task<int> LinesAsync(string text)
    {
        await using var context = await Host.OpenAsync();
        return await context.Set<JobLogLine>().CountAsync(line => line.Message.Contains(text));
    }

    public async Task<PathState> StateAsync(string path = "catalog", string source = "shop") =>
        (await Host.Get<PathStates>().FindAsync(source, path, CancellationToken.None))!;

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Origin.DisposeAsync();
    }
}
