using Bunit;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Components.Jobs.JobsList;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class JobsPageTests
{
    [Fact, InState(typeof(JobsPage), PageState.Nothing)]
    public async Task Render_NoJobs_SaysWhatToDoFirst()
    {
        await using var host = await CreateAsync();

        var page = Render(host);

        Assert.Contains("Nothing has run yet.", page.Markup);
        Assert.Equal("./", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Render_NewJob_AppearsOnTopAndIsCounted()
    {
        await using var host = await CreateAsync();
        await host.Core.AddJobAsync(JobStatus.Succeeded, "old");
        var page = Render(host);
        host.Core.Clock.Advance(TimeSpan.FromSeconds(1));

        var job = await host.Core.AddJobAsync(JobStatus.Running, "new");
        host.Core.Get<EventBus>().Publish(new JobChanged(job));

        page.WaitForAssertion(() => Assert.Contains("running", page.Find(Rows).TextContent));
        Assert.Equal(2, page.FindAll(Rows).Count);
        page.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("running1", page.Find(".status-chip.running").TextContent.Trim());
        });
    }

    [Fact, InState(typeof(JobsPage), PageState.One)]
    public async Task Render_SucceededWithFailedItems_IsNotPlainSucceeded()
    {
        await using var host = await CreateAsync();
        await host.Core.AddJobAsync(JobStatus.Succeeded, "one", counts: new JobCounts { ItemsProcessed = 20, ItemsFailed = 1 });

        var badge = Render(host).WaitForElement("tbody .badge");

        Assert.Contains("with errors", badge.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("good", badge.ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chip_WithErrors_CountsAndShowsThemAlone()
    {
        await using var host = await CreateAsync();
        var wanted = await host.Core.AddJobAsync(
            JobStatus.Succeeded,
            "one",
            counts: new JobCounts { ItemsProcessed = 20, ItemsFailed = 1 }
        );
        await host.Core.AddJobAsync(JobStatus.Succeeded, "two");
        var page = Render(host);
        page.WaitForAssertion(() => Assert.Equal("with errors1", page.Find(".status-chip.with-errors").TextContent.Trim()));

        await page.Find(".status-chip.with-errors").ClickAsync();

        Assert.EndsWith("/portal/jobs?status=with-errors", Uri(host));
        page = Render(host);
        page.WaitForAssertion(() => Assert.Contains(wanted.Id.ToString()[^8..], Assert.Single(page.FindAll(Rows)).TextContent));
        Assert.Equal("true", page.Find(".status-chip.with-errors").GetAttribute("aria-pressed"));
        Assert.Equal("succeeded2", page.Find(".status-chip.succeeded").TextContent.Trim());
    }

    [Fact]
    public async Task Render_SkippedSlots_AreFoldedIntoOneLineThatShowsThem()
    {
        await using var host = await CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded, "one");
        await host.Core.AddJobAsync(JobStatus.Skipped, "one", JobTrigger.Schedule);
        await host.Core.AddJobAsync(JobStatus.Skipped, "two", JobTrigger.Schedule);

        var page = Render(host);

        Assert.Contains(job.Id.ToString()[^8..], Assert.Single(page.FindAll(Rows)).TextContent);
        Assert.Contains("2 skipped slots folded", page.Find(".folded").TextContent);
        Assert.Equal("all1", page.Find(".status-chip.all").TextContent.Trim());
        page = Render(host, page.Find(".folded a").GetAttribute("href"));
        Assert.Equal(2, page.FindAll(Rows).Count);
    }

    [Fact]
    public async Task Render_ScheduleInTheAddress_ShowsItsJobsOnlyAndSaysSo()
    {
        await using var host = await CreateAsync();
        await host.Core.AddJobAsync(JobStatus.Succeeded, "one");
        await host.Core.AddJobAsync(JobStatus.Skipped, "one", JobTrigger.Schedule);
        await host.Core.AddJobAsync(JobStatus.Skipped, "two", JobTrigger.Schedule);

        var page = Render(host, JobAddress.Filtered("skipped", null, null, schedule: "catalog-sync:one"));

        Assert.Contains("one", Assert.Single(page.FindAll(Rows)).TextContent);
        Assert.Contains("catalog-sync:one", page.Find(".filters").TextContent);
    }

    [Fact]
    public async Task Render_TextInTheAddress_FindsSourceNamesReasonsAndIds()
    {
        await using var host = await CreateAsync();
        await host.Core.AddSourceAsync("shop");
        var failed = await host.Core.AddJobAsync(JobStatus.Failed, "shop");
        host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Core.AddJobAsync(JobStatus.Succeeded, "other");
        var name = (await host.Core.Get<ParserAdmin.Core.Sources.SourceQueries>().FindAsync("shop", default))!.Name;

        foreach (var text in (string[])["CONNECTION was", name.ToUpperInvariant(), $"#{failed.Id.ToString()[^8..]}", "OLGA"])
        {
            var page = Render(host, $"/portal/jobs?q={System.Uri.EscapeDataString(text)}");

            var expected = text == "OLGA" ? 2 : 1;
            Assert.Equal(expected, page.FindAll(Rows).Count);
            Assert.Equal($"all{expected}", page.Find(".status-chip.all").TextContent.Trim());
            Assert.Contains(failed.Id.ToString()[^8..], page.FindAll(Rows)[^1].TextContent);
        }
    }

    [Fact]
    public async Task Render_TimesInTheAddress_ShowsWhatWasAskedForBetweenThem()
    {
        await using var host = await CreateAsync();
        await host.Core.AddJobAsync(JobStatus.Succeeded, "before");
        host.Core.Clock.Advance(TimeSpan.FromMinutes(10));
        var from = host.Core.Clock.GetUtcNow().UtcDateTime;
        await host.Core.AddJobAsync(JobStatus.Succeeded, "between");
        host.Core.Clock.Advance(TimeSpan.FromMinutes(10));
        await host.Core.AddJobAsync(JobStatus.Succeeded, "after");

        var page = Render(host, $"/portal/jobs?from={from:yyyy-MM-ddTHH:mm:ssZ}&to={from.AddMinutes(10):yyyy-MM-ddTHH:mm:ssZ}");

        Assert.Contains("between", Assert.Single(page.FindAll(Rows)).TextContent);
        Assert.Contains("Asked for from", page.Find(".filters").TextContent);
    }

    [Fact]
    public async Task Chip_Chosen_GoesIntoTheAddress()
    {
        await using var host = await CreateAsync();
        var page = Render(host);

        await page.Find(".status-chip.failed").ClickAsync();

        Assert.EndsWith("/portal/jobs?status=failed", Uri(host));
    }

    [Fact]
    public async Task Render_AJobOfTheWholeProgram_IsOfAllSources()
    {
        await using var host = await CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded, "", task: "cleanup");

        var list = Render(host);
        var page = host.Page.Render<JobPage>(parameters => parameters.Add(page => page.Id, job.Id));

        list.WaitForAssertion(() => Assert.Equal("all sources", list.Find("tbody .name").TextContent.Trim()));
        page.WaitForAssertion(() => Assert.Equal("cleanup", page.Find("h1").TextContent));
        Assert.DoesNotContain(page.FindAll("a"), link => link.GetAttribute("href") == "portal/sources/");
    }

    [Fact, InState(typeof(JobsPage), PageState.Many)]
    public async Task Older_MoreThanAPage_LeadsToTheRest()
    {
        await using var host = await CreateAsync();
        for (var i = 0; i < 53; i++)
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await host.Core.AddJobAsync(i % 2 == 0 ? JobStatus.Succeeded : JobStatus.Failed);
        }

        var page = Render(host);
        Assert.Equal(50, page.FindAll(Rows).Count);
        page = Render(host, page.Find(".pager a.older").GetAttribute("href"));

        Assert.Equal(3, page.FindAll(Rows).Count);
    }

    [Fact]
    public async Task Dispose_OpenPage_LeavesNoSubscription()
    {
        await using var host = await CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        Render(host, $"/portal/jobs?open={job.Id}");

        await host.Page.DisposeComponentsAsync();

        Assert.Equal(0, host.Subscriptions);
    }
}
