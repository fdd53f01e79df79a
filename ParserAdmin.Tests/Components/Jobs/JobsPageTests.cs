using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class JobsPageTests
{
    [Fact]
    public async Task Render_NoJobs_SaysWhatToDoFirst()
    {
        await using var host = await PortalServices.CreateAsync();

        var page = host.Page.Render<JobsPage>();

        Assert.Contains("Nothing has run yet.", page.Markup);
        Assert.Equal("/", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Render_NewJob_AppearsOnTopWithoutAReload()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddJobAsync(JobStatus.Succeeded, "old");
        var page = host.Page.Render<JobsPage>();
        host.Core.Clock.Advance(TimeSpan.FromSeconds(1));

        var job = await host.Core.AddJobAsync(JobStatus.Running, "new");
        host.Core.Get<EventBus>().Publish(new JobChanged(job));

        page.WaitForAssertion(() => Assert.Contains("running", page.Find("tbody tr").TextContent));
        Assert.Equal(2, page.FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task Render_SucceededWithFailedItems_IsNotPlainSucceeded()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddJobAsync(JobStatus.Succeeded, "one", counts: new JobCounts { ItemsProcessed = 20, ItemsFailed = 1 });

        var badge = host.Page.Render<JobsPage>().WaitForElement("tbody .badge");

        Assert.Contains("with errors", badge.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("good", badge.ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_ScheduleInTheAddress_ShowsItsJobsOnlyAndSaysSo()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddJobAsync(JobStatus.Succeeded, "one");
        await host.Core.AddJobAsync(JobStatus.Skipped, "one", JobTrigger.Schedule);
        await host.Core.AddJobAsync(JobStatus.Skipped, "two", JobTrigger.Schedule);
        host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(JobAddress.Filtered("skipped", null, null, schedule: "catalog-sync:one"));

        var page = host.Page.Render<JobsPage>();

        Assert.Contains("one", Assert.Single(page.FindAll("tbody tr")).TextContent);
        Assert.Contains("catalog-sync:one", page.Find(".filters").TextContent);
    }

    [Fact]
    public async Task Render_FilterInTheAddress_ShowsOnlyWhatFits()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddJobAsync(JobStatus.Succeeded, "one");
        await host.Core.AddJobAsync(JobStatus.Failed, "two");
        host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(JobAddress.Filtered("failed", null, null));

        var page = host.Page.Render<JobsPage>();

        Assert.Contains("two", Assert.Single(page.FindAll("tbody tr")).TextContent);
    }

    [Fact]
    public async Task Filter_Chosen_GoesIntoTheAddress()
    {
        await using var host = await PortalServices.CreateAsync();
        var page = host.Page.Render<JobsPage>();

        page.Find("select").Change("failed");

        Assert.EndsWith("/portal/jobs?status=failed", host.Page.Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public async Task Render_AJobOfTheWholeProgram_IsOfAllSources()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded, "", task: "cleanup");

        var list = host.Page.Render<JobsPage>();
        var page = host.Page.Render<JobPage>(parameters => parameters.Add(page => page.Id, job.Id));

        list.WaitForAssertion(() => Assert.Equal("all sources", list.FindAll("tbody td")[2].TextContent.Trim()));
        page.WaitForAssertion(() => Assert.Equal("cleanup", page.Find("h1").TextContent));
        Assert.DoesNotContain(page.FindAll("a"), link => link.GetAttribute("href") == "/portal/sources/");
    }

    [Fact]
    public async Task Older_MoreThanAPage_LeadsToTheRest()
    {
        await using var host = await PortalServices.CreateAsync();
        for (var i = 0; i < 53; i++)
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await host.Core.AddJobAsync(JobStatus.Succeeded);
        }

        var page = host.Page.Render<JobsPage>();
        Assert.Equal(50, page.FindAll("tbody tr").Count);
        host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find(".pager a").GetAttribute("href")!);
        page = host.Page.Render<JobsPage>();

        Assert.Equal(3, page.FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task Dispose_OpenPage_LeavesNoSubscription()
    {
        await using var host = await PortalServices.CreateAsync();
        host.Page.Render<JobsPage>();

        await host.Page.DisposeComponentsAsync();

        Assert.Equal(0, host.Subscriptions);
    }
}
