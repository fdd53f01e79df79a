using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Cluster.Relay;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Execution;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data;

/// <summary>
/// Three hundred jobs that start and end within a minute, with logs and items, on one SQLite file, while the node's heart beats, lost jobs
/// are looked for and pages are read. The minute passes twenty times as fast as it would, so all that looks around looks the more often.
/// </summary>
public sealed class ManyJobsTests
{
    private const int Jobs = 300;
    private const int Runners = 24;

    [Fact]
    public async Task ThreeHundredJobs_OnSqlite_NoneIsLostAndNothingIsLocked()
    {
        var task = new FakeInvocable();
        using var log = new Complaints();
        await using var host = await CoreHost.CreateAsync(configure: services =>
        {
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(log));
            services.RemoveAll<IInvocable>().AddSingleton<IInvocable>(task);
        });
        task.Work = async (run, token) =>
        {
            for (var batch = 0; batch < 3; batch++)
            {
                await run.Log.InfoAsync($"batch {batch}");
                await host.Get<ItemStore>()
                    .SaveAsync(
                        run.Permit,
                        [
                            .. Enumerable
                                .Range(0, 5)
                                .Select(item => new IdentifiedItem($"{item}", StoredItems.Draft($"{item}", $"Title {item}, {batch}"))),
                        ],
                        new BatchProgress($"batch {batch}"),
                        token
                    );
                run.Progress.Add(counts => counts with { ItemsProcessed = counts.ItemsProcessed + 5 });
            }
        };
        for (var source = 0; source < Jobs; source++)
            await host.AddJobAsync(JobStatus.Pending, (await host.AddSourceAsync($"shop-{source}")).Id);
        await host.SqlAsync($"UPDATE parser_settings SET max_concurrency = {Runners}");
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        using var done = new CancellationTokenSource();
        var passing = Task.Run(() => PassAsync(host, done.Token));
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        await host.Get<NodeAgent>().StartAsync(CancellationToken.None);
        await host.Get<ClusterRelay>().StartAsync(CancellationToken.None);
        var reading = Task.Run(() => ReadAsync(host, done.Token));

        await Task.WhenAll(Enumerable.Range(0, Runners).Select(_ => Task.Run(() => RunAsync(host)))).WaitAsync(TimeSpan.FromMinutes(3));

        // And what was left over by those that ended last.
        await host.Get<LostJobs>().CheckAsync(CancellationToken.None);
        var ended = await host.Get<JobQueries>().TotalsAsync(DateTime.MinValue, CancellationToken.None);
        foreach (
            var service in new Microsoft.Extensions.Hosting.IHostedService[]
            {
                host.Get<ClusterRelay>(),
                host.Get<NodeAgent>(),
                host.Get<JobLogWriter>(),
            }
        )
        {
            await service.StopAsync(CancellationToken.None);
        }

        await done.CancelAsync();
        await Task.WhenAll(passing, reading);
        Assert.Equal([(JobStatus.Succeeded, Jobs)], ended.Select(status => (status.Status, status.Jobs)));
        Assert.Empty(log.Lines);
        Assert.Equal(Jobs * 5, await host.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None));
        Assert.Equal(Jobs * 5, await host.Get<JobQueries>().CountLogAsync(new JobLogFilter(), int.MaxValue - 1, CancellationToken.None));
    }

    private static async Task RunAsync(CoreHost host)
    {
        while (await AdmitAsync(host) is { } admitted)
            await host.Get<JobRunner>().RunAsync(admitted);
    }

    /// <returns>Null when no job waits any more.</returns>
    private static async Task<AdmittedJob?> AdmitAsync(CoreHost host)
    {
        while (true)
        {
            if (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None) is { } admitted)
                return admitted;
            if ((await host.Get<JobQueries>().RecentAsync(new JobFilter([JobStatus.Pending]), null, 1, CancellationToken.None)).Count == 0)
                return null;
        }
    }

    private static async Task PassAsync(CoreHost host, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(5, CancellationToken.None);
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    private static async Task ReadAsync(CoreHost host, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await host.Get<JobQueries>().RecentAsync(new JobFilter(), null, 50, CancellationToken.None);
            await host.Get<JobQueries>().TotalsAsync(DateTime.MinValue, CancellationToken.None);
            await host.Get<JobQueries>().LogTailAsync(new JobLogFilter(), 50, CancellationToken.None);
        }
    }
}
