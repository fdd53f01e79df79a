using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

/// <summary>A path with several listings: each is read to its end.</summary>
public sealed class ListingsCrawlTests
{
    private readonly CategorySite _site = new();

    [Fact]
    public async Task Crawl_FrontPageWithCategories_ReadsEachOnce()
    {
        await using var host = await HostAsync();

        var job = await RunAsync(host);

        Assert.Equal((JobStatus.Succeeded, 6, 4), (job.Status, job.Counts.ItemsNew, job.Counts.Pages));
        Assert.Equal(["front", "cups", "pans", "pots"], _site.Asked.Where(IsListing));
    }

    [Fact]
    public async Task Crawl_ACategoryIsNotThere_ReadsTheOthersAndMarksNothingAsGone()
    {
        await using var host = await HostAsync();
        await RunAsync(host);
        _site.Missing = "pots";
        _site.Categories["cups"].Remove("c2");

        var job = await RunAsync(host);
        Assert.Equal((JobStatus.Succeeded, 0), (job.Status, job.Counts.ItemsGone));

        _site.Missing = null;
        Assert.Equal(1, (await RunAsync(host)).Counts.ItemsGone);
    }

    [Fact]
    public async Task IncrementalRun_LooksIntoEachCategoryButOnlyAtWhatSaysSomethingNew()
    {
        await using var host = await HostAsync();
        await RunAsync(host);
        _site.Asked.Clear();
        _site.Categories["pots"]["t2"] = 14;
        _site.Categories["pans"]["p2"] = 41;

        var job = await RunAsync(host, "incremental");

        Assert.Equal((JobStatus.Succeeded, 1, 1, 0), (job.Status, job.Counts.ItemsNew, job.Counts.ItemsChanged, job.Counts.ItemsFailed));
        Assert.Equal(["front", "cups", "pans", "things/p2", "pots", "things/t2"], _site.Asked);
    }

    [Fact]
    public async Task Crawl_ItsNodeStopsInACategory_TheNextPartReadsWhatIsLeft()
    {
        await using var host = await HostAsync();
        _site.HangsOn = "pots";
        var first = await AdmitAsync(host, null);
        var running = host.Get<JobRunner>().RunAsync(first);
        await host.PumpAsync(
            UntilAsync(async () =>
                (await host.JobAsync(first.Job.Id)).Checkpoint?.Contains("/pots", StringComparison.Ordinal) == true
                && _site.Asked.Contains("pots")
            )
        );
        await host.Get<JobEnder>()
            .MarkLostAsync(job => job.Id == first.Job.Id, "Its node stopped while the job ran", CancellationToken.None);
        host.Get<ActiveRuns>().Cancel(_ => true, "killed");
        await host.PumpAsync(running);
        _site.HangsOn = null;
        _site.Asked.Clear();

        var second = (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
        await host.PumpAsync(host.Get<JobRunner>().RunAsync(second));

        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(second.Job.Id)).Status);
        Assert.Equal(["pots", "things/t1"], _site.Asked);
        Assert.Equal(6, (await host.Get<ItemQueries>().ListAsync(new ItemFilter(Gone: false), null, 100, CancellationToken.None)).Count);
    }

    private static bool IsListing(string path) => !path.StartsWith("things", StringComparison.Ordinal);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Delay(5);
    }

    private static async Task<AdmittedJob> AdmitAsync(CoreHost host, string? mode)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return await host.AdmitAsync(parameters: new JobParameters(Mode: mode));
    }

    private static async Task<ParserJob> RunAsync(CoreHost host, string? mode = null)
    {
        var job = await host.RunAsync(await AdmitAsync(host, mode));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return job;
    }

    private Task<CoreHost> HostAsync() =>
        CoreHostCrawls.CreateAsync(CategorySite.Yaml, services => services.Replace(ServiceDescriptor.Singleton<IPageFetcher>(_site)));
}
