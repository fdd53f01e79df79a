using Bunit;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class DashboardStatesTests
{
    [Fact, InState(typeof(Dashboard), PageState.Many)]
    public async Task Many_SourcesAndRuns_ShowsTheFirstAndLeadsToTheRest()
    {
        await using var host = await PortalServices.CreateAsync();
        for (var number = 1; number <= 14; number++)
            await host.Core.AddSourceAsync($"shop-{number:00}");

        var page = host.Page.Render<Dashboard>();

        page.WaitForAssertion(() => Assert.Equal(12, page.FindAll("[aria-label=Sources] li").Count));
        Assert.Equal("portal/sources", page.Find("[aria-label=Sources] .panel-head a").GetAttribute("href"));
        var next = page.FindAll("[aria-label='Next runs'] li");
        Assert.Equal(9, next.Count);
        Assert.Equal("6 more", next[^1].TextContent);
        Assert.Equal("portal/schedules", next[^1].QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact, InState(typeof(Dashboard), PageState.Viewer)]
    public async Task Viewer_SeesWhatRunsAndMayNeitherRunNorCancel()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Viewer);
        await host.Core.AddSourceAsync();
        await host.Core.AddJobAsync(JobStatus.Running, "books");

        var page = host.Page.Render<Dashboard>();

        page.WaitForElement("article.job button");
        Assert.Contains("catalog-sync of books", page.Find("article.job").TextContent);
        HostStates.AssertOff(page.FindAll("[aria-label=Sources] button"), HostStates.ViewersReason);
        HostStates.AssertOff(page.FindAll("article.job button"), HostStates.ViewersReason);
    }
}
