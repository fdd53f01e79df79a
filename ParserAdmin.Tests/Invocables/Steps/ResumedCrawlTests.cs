using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

public sealed class ResumedCrawlTests
{
    private readonly PagedSite _site = new();

    [Theory, EachDatabase]
    public async Task Crawl_ItsNodeStopsBetweenPages_TheNextPartEndsAsIfUndisturbed(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var began = host.Clock.GetUtcNow().UtcDateTime;
        _site.HangsOn = 3;
        var first = await AdmitAsync(host);
        var running = host.Get<JobRunner>().RunAsync(first);
        await host.PumpAsync(UntilAsync(async () => (await host.JobAsync(first.Job.Id)).Checkpoint is not null));

        await host.Get<JobEnder>()
            .MarkLostAsync(job => job.Id == first.Job.Id, "Its node stopped while the job ran", CancellationToken.None);
        host.Get<ActiveRuns>().Cancel(_ => true, "killed");
        await host.PumpAsync(running);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        (_site.HangsOn, var before) = (null, _site.Asked.Count);
        var second = await AdmitAsync(host);
        await host.PumpAsync(host.Get<JobRunner>().RunAsync(second));

        Assert.Equal((first.Job.Id, JobStatus.Succeeded), (second.Job.RetryOf, (await host.JobAsync(second.Job.Id)).Status));
        Assert.Equal([3, 4, 5], _site.Asked.Skip(before));
        var items = await ItemsAsync(host);
        Assert.Equal(PagedSite.Pages * PagedSite.ItemsAPage, items.Count(item => item.GoneAt is null));
        Assert.Equal("old", Assert.Single(items, item => item.GoneAt is not null).ExternalId);
        Assert.Equal(items.Count, items.Select(item => item.ExternalId).Distinct().Count());
        Assert.All(items.Where(item => item.GoneAt is null), item => Assert.True(item.LastSeenAt >= began));
        Assert.Equal(1, (await host.JobAsync(second.Job.Id)).Counts.ItemsGone);

        // Only the old item was known before; the second part had it still before it.
        Assert.Equal(1, (await host.JobAsync(second.Job.Id)).Counts.ItemsExpected);
    }

    [Theory, EachDatabase]
    public async Task Crawl_OfAKnownCatalogue_ExpectsWhatIsThere(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.PumpAsync(host.Get<JobRunner>().RunAsync(await AdmitAsync(host)));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.AddJobAsync(JobStatus.Pending);
        var again = await AdmitAsync(host);
        await host.PumpAsync(host.Get<JobRunner>().RunAsync(again));

        var counts = (await host.JobAsync(again.Job.Id)).Counts;
        Assert.Equal((PagedSite.Pages * PagedSite.ItemsAPage, 100), (counts.ItemsExpected, counts.Percent));
    }

    [Fact]
    public async Task Crawl_WithAPageLimitByHand_ExpectsNothing()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Get<JobCommands>()
            .RequestAsync(
                Actors.Operator,
                "catalog-sync",
                "shop",
                new JobParameters(MaxPages: 1),
                JobTrigger.Person,
                CancellationToken.None
            );
        await host.PumpAsync(host.Get<JobRunner>().RunAsync(await AdmitAsync(host)));
        var limited = await AdmitAsync(host);
        await host.PumpAsync(host.Get<JobRunner>().RunAsync(limited));

        Assert.Equal(
            (3, 0),
            ((await host.JobAsync(limited.Job.Id)).Counts.ItemsProcessed, (await host.JobAsync(limited.Job.Id)).Counts.ItemsExpected)
        );
    }

    [Fact]
    public async Task Crawl_TheCheckpointIsTooOld_BeginsAnew()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        _site.HangsOn = 3;
        var first = await AdmitAsync(host);
        var running = host.Get<JobRunner>().RunAsync(first);
        await host.PumpAsync(UntilAsync(async () => (await host.JobAsync(first.Job.Id)).Checkpoint is not null));
        await host.Get<JobEnder>().MarkLostAsync(job => job.Id == first.Job.Id, "gone", CancellationToken.None);
        host.Get<ActiveRuns>().Cancel(_ => true, "killed");
        await host.PumpAsync(running);
        host.Clock.Advance(TimeSpan.FromHours(7));
        (_site.HangsOn, var before) = (null, _site.Asked.Count);

        await host.PumpAsync(host.Get<JobRunner>().RunAsync(await AdmitAsync(host)));

        Assert.Equal([1, 2, 3, 4, 5], _site.Asked.Skip(before));
    }

    /// <summary>A host with one item that the site does not show any more, and a job to crawl it.</summary>
    private async Task<CoreHost> HostAsync(TestDatabase database)
    {
        var host = await CoreHost.CreateAsync(database, services => services.Replace(ServiceDescriptor.Singleton<IPageFetcher>(_site)));
        await host.Get<SourceCommands>().SaveAsync(Actors.Admin, PagedSite.Yaml("shop"), null, CancellationToken.None);
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        var run = await host.BeginRunAsync();
        await host.Get<ItemStore>()
            .SaveAsync(run, [new IdentifiedItem("old", new ItemDraft { Kind = "title", Title = "Old" })], CancellationToken.None);
        await host.Get<JobEnder>().EndAsync(run.JobId, (job, now) => job.Succeed(new JobCounts(), now), CancellationToken.None);
        host.Get<ActiveRuns>().End(host.Get<ActiveRuns>().All.Single(active => active.Identity.JobId == run.JobId));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.AddJobAsync(JobStatus.Pending);
        return host;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Delay(5);
    }

    private static async Task<AdmittedJob> AdmitAsync(CoreHost host) =>
        (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;

    private static Task<IReadOnlyList<Item>> ItemsAsync(CoreHost host) =>
        host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 100, CancellationToken.None);
}
