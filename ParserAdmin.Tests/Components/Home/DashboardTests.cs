using Bunit;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Components.Pages.Home.Panels;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Home;

public sealed class DashboardTests
{
    [Fact, InState(typeof(Dashboard), PageState.Nothing)]
    public async Task Render_NoSource_SaysWhatToDoFirst()
    {
        await using var host = await PortalServices.CreateAsync();

        var page = host.Page.Render<Dashboard>();

        page.WaitForAssertion(() => Assert.Contains("There is no source yet.", page.Find(".welcome").TextContent));
        Assert.Equal("portal/sources", page.Find(".welcome a").GetAttribute("href"));
        Assert.Contains("Nothing runs.", Panel(page, "Running now"));
        Assert.Contains("None. Warnings and errors of all jobs appear here.", Panel(page, "Latest warnings and errors"));
        Assert.Contains("No schedule is ready.", Panel(page, "Next runs"));
    }

    [Fact]
    public async Task Render_NothingRanYet_OffersToRunTheFirstSource()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Operator);
        var source = await host.Core.AddSourceAsync();
        var page = host.Page.Render<Dashboard>();

        await page.WaitForElement(".welcome button").ClickAsync();

        var asked = Assert.Single(await OpenJobsAsync(host));
        Assert.Equal((source.Id, "catalog-sync"), (asked.SourceId, asked.Task));
        page.WaitForAssertion(() => Assert.Contains("catalog-sync", Panel(page, "Running now")));
    }

    [Fact]
    public async Task Run_SourceWithoutACatalogue_AsksForTheTaskThatItAllows()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Operator);
        var yaml = TestSources.Yaml("ads").Replace("kind: catalog", "kind: listing", StringComparison.Ordinal);
        yaml = yaml.Replace("  catalog:", "  updates:", StringComparison.Ordinal).Split("  episodes:")[0];
        var saved = await host.Core.Get<SourceCommands>().SaveAsync(Actors.Admin, yaml, null, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Message);
        var page = host.Page.Render<Dashboard>();

        await page.WaitForElement(".welcome button").ClickAsync();

        Assert.Equal("listing-scrape", Assert.Single(await OpenJobsAsync(host)).Task);
    }

    [Fact, InState(typeof(Dashboard), PageState.One)]
    public async Task Render_Running_ShowsHowFarItIsAndFollows()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        var page = host.Page.Render<Dashboard>();
        page.WaitForAssertion(() => Assert.Contains("running", page.Find("article.job .badge").TextContent));
        var link = page.Find("article.job a");
        Assert.Equal(($"portal/jobs/{job.Id}", $"catalog-sync of {job.SourceId}"), (link.GetAttribute("href"), link.TextContent));

        host.Core.Get<EventBus>()
            .Publish(new JobProgressed(job.Id, job.SourceId, new JobCounts { ItemsProcessed = 12, ItemsExpected = 48 }));

        page.WaitForAssertion(() => Assert.Equal("25", page.Find("article.job [role=progressbar]").GetAttribute("aria-valuenow")));
        Assert.Contains("Running", Panel(page, "Sources"));
    }

    [Fact]
    public async Task Render_Ended_LeavesTheListAndCountsInTheDay()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        var page = host.Page.Render<Dashboard>();
        page.WaitForElement("article.job");

        await host
            .Core.Get<JobEnder>()
            .EndAsync(job.Id, (ending, now) => ending.Succeed(new JobCounts { ItemsNew = 7 }, now), CancellationToken.None);

        page.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Empty(page.FindAll("article.job"));
            Assert.Contains("Runs 1 1 succeeded", Panel(page, "Last 24 hours"));
            Assert.Contains("Items new 7 0 changed", Panel(page, "Last 24 hours"));
        });
    }

    [Fact]
    public async Task Render_Waiting_SaysWhatForAndCanBeCancelled()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Operator);
        await host.Core.AddSourceAsync();
        await using (var context = await host.Core.OpenAsync())
        {
            var waiting = ParserJob.Request(
                "catalog-sync",
                "shop",
                JobTrigger.Person,
                "olga",
                JobParameters.None,
                0,
                host.Core.Clock.UtcMilliseconds(),
                null
            );
            waiting.WaitFor("Waits for a free slot: 4 jobs run already");
            context.Add(waiting);
            await context.SaveChangesAsync();
        }

        var page = host.Page.Render<Dashboard>();

        page.WaitForAssertion(() => Assert.Contains("Waits for a free slot: 4 jobs run already", page.Find("article.job").TextContent));
        await page.Find("article.job button").ClickAsync();
        Assert.Empty(await OpenJobsAsync(host));
    }

    [Fact]
    public async Task Render_WarningWritten_AppearsOnTopWithoutAReload()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        await WriteAsync(host, job, JobLogLevel.Error, "the first page is broken");
        var page = host.Page.Render<Dashboard>();
        page.WaitForAssertion(() => Assert.Contains("the first page is broken", Panel(page, "Latest warnings and errors")));

        await WriteAsync(host, job, JobLogLevel.Warning, "the site asked to wait");
        await WriteAsync(host, job, JobLogLevel.Info, "all is well");

        page.WaitForAssertion(() =>
            Assert.Equal(
                ["the site asked to wait", "the first page is broken"],
                page.FindAll("[aria-label='Latest warnings and errors'] .message").Select(line => line.TextContent)
            )
        );
    }

    [Fact, InState(typeof(Dashboard), PageState.Stopped)]
    public async Task Render_Stopped_OffersNoRunAndSaysWhy()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        await host.Core.Get<ParserAdmin.Core.Safety.Stop.EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        var page = host.Page.Render<Dashboard>();

        var run = page.WaitForElement("[aria-label=Sources] button");
        Assert.True(run.HasAttribute("disabled"));
        Assert.Contains("until an admin resets it", run.GetAttribute("title"));
        Assert.Contains("until an admin resets it", page.Find(".welcome button").GetAttribute("title"));
    }

    [Fact]
    public async Task NextRuns_Manual_ListsTheFirstSlotsAndSaysThatTheyWillBeSkipped()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        var now = host.Core.Clock.UtcMilliseconds();
        var view = await host.Core.Get<ScheduleQueries>().FindAsync("catalog-sync:shop", CancellationToken.None);

        var panel = host.Page.Render<NextRunsPanel>(with =>
            with.Add(next => next.Runs, [.. Enumerable.Range(1, 10).Select(hour => new UpcomingRun(view!, now.AddHours(hour)))])
                .Add(next => next.Now, now)
                .Add(next => next.Settings, new() { Mode = ParserMode.Manual })
        );

        Assert.Contains("catalog-sync of A shop", string.Join(' ', panel.Find("li").TextContent.Split()));
        Assert.NotNull(panel.Find("li time[datetime]"));
        Assert.Equal("2 more", panel.FindAll("li")[^1].TextContent);
        Assert.Contains("slots are recorded as skipped", panel.Markup);
        Assert.Contains("times in UTC", panel.Find(".panel-head").TextContent);
    }

    [Fact]
    public async Task Dispose_OpenPage_LeavesNoSubscription()
    {
        await using var host = await PortalServices.CreateAsync();
        host.Page.Render<Dashboard>();
        Assert.Equal(1, host.Subscriptions);

        await host.Page.DisposeComponentsAsync();

        Assert.Equal(0, host.Subscriptions);
    }

    private static string Panel(IRenderedComponent<Dashboard> page, string label) =>
        string.Join(' ', page.Find($"[aria-label='{label}']").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Task<IReadOnlyList<ParserJob>> OpenJobsAsync(PageHost host) =>
        host.Core.Get<JobQueries>().RecentAsync(new JobFilter([JobStatus.Pending, JobStatus.Running]), null, 10, CancellationToken.None);

    private static async Task WriteAsync(PageHost host, ParserJob job, JobLogLevel level, string message)
    {
        await using var context = await host.Core.OpenAsync();
        var line = new JobLogLine
        {
            JobId = job.Id,
            SourceId = job.SourceId,
            CreatedAt = host.Core.Clock.UtcMilliseconds(),
            Level = level,
            Message = message,
        };
        context.Add(line);
        await context.SaveChangesAsync();
        host.Core.Get<EventBus>().Publish(new JobLogged([line]));
    }
}
