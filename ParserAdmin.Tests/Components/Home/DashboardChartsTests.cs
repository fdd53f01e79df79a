using Bunit;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Home;

public sealed class DashboardChartsTests
{
    [Fact]
    public async Task DayRuns_AFailedRun_IsABarThatLeadsToItsJobs()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        await host.Core.AddJobAsync(JobStatus.Failed);
        await host.Core.AddJobAsync(JobStatus.Succeeded);
        await host.Core.AddJobAsync(JobStatus.Skipped);

        var page = host.Page.Render<Dashboard>();

        page.WaitForElement("[aria-label='Runs of the last 24 hours']");
        var bars = page.FindAll("[aria-label='Runs of the last 24 hours'] .bar");
        Assert.Equal(25, bars.Count);
        var last = bars[^1];
        Assert.EndsWith(": 1 succeeded, 1 failed, 1 skipped", last.GetAttribute("aria-label"));
        Assert.Equal(["part bad", "part good"], last.QuerySelectorAll("i").Select(part => part.ClassName));
        var hour = host.Core.Clock.UtcMilliseconds().ToString("yyyy-MM-dd'T'HH", null);
        Assert.StartsWith($"portal/jobs?from={hour}:00:00.000Z&to=", Uri.UnescapeDataString(last.GetAttribute("href")!));
        Assert.Contains("nothing ran", bars[0].GetAttribute("aria-label"));
        var legend = page.FindAll("[aria-label='Runs of the last 24 hours'] .legend a").Select(link => link.TextContent);
        Assert.Equal(["succeeded 1", "failed 1", "skipped 1"], legend);
    }

    [Fact]
    public async Task Timeline_RanRunsAndComes_AreARowThatSaysSo()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        await host.Core.AddSourceAsync("books");
        await host.Core.SwitchToAutoAsync();
        await host.Core.AddJobAsync(JobStatus.Failed);
        var running = await host.Core.AddJobAsync(JobStatus.Running, counts: new() { ItemsProcessed = 10, ItemsExpected = 40 });
        host.Core.Clock.Advance(TimeSpan.FromMinutes(10));

        var page = host.Page.Render<Dashboard>();

        page.WaitForElement("[aria-label='Timeline by source'] .row");
        var row = page.FindAll("[aria-label='Timeline by source'] .row")
            .Single(row => row.TextContent.Contains("A shop") && row.QuerySelector(".live") is not null);
        var words = row.QuerySelector(".track")!.GetAttribute("aria-label")!;
        Assert.Contains("1 run ended, 1 of them failed, one runs now", words);
        Assert.Equal($"portal/jobs/{running.Id}", row.QuerySelector("a.mark.live")!.GetAttribute("href"));
        Assert.Contains("catalog-sync failed", row.QuerySelector("a.mark.bad")!.GetAttribute("title"));
    }

    [Fact]
    public async Task Timeline_Manual_SaysThatNothingComes()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();

        var page = host.Page.Render<Dashboard>();

        page.WaitForAssertion(() => Assert.Contains("the mode is manual", page.Find("[aria-label='Timeline by source']").TextContent));
        Assert.Empty(page.FindAll(".mark.next"));
    }

    [Fact]
    public async Task Trouble_EveryRunFails_IsNamedWithWhyAndGoesWithTheFirstSuccess()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        var page = host.Page.Render<Dashboard>();
        page.WaitForAssertion(() => Assert.Contains("No source fails.", page.Find("[aria-label='Sources in trouble']").TextContent));

        await EndAsync(host, (job, now) => job.Fail(ErrorClass.LayoutChanged, "No row fits the selector .card", new JobCounts(), now));

        page.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            var trouble = page.Find("[aria-label='Sources in trouble']").TextContent;
            Assert.Contains("LayoutChanged", trouble);
            Assert.Contains("No row fits the selector .card", trouble);
        });

        await EndAsync(host, (job, now) => job.Succeed(new JobCounts(), now));
        page.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Contains("No source fails.", page.Find("[aria-label='Sources in trouble']").TextContent);
        });
    }

    [Fact]
    public async Task Disk_IsToldWithTheDatabase()
    {
        await using var host = await PortalServices.CreateAsync();

        var page = host.Page.Render<Dashboard>();

        page.WaitForAssertion(() => Assert.Contains("SQLite", page.Find("[aria-label='Disk and database']").TextContent));
    }

    private static async Task EndAsync(PageHost host, Action<ParserJob, DateTime> end)
    {
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        await host.Core.Get<JobEnder>().EndAsync(job.Id, end, CancellationToken.None);
    }
}
