using Bunit;
using ParserAdmin.Components.Pages.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class SchedulesStatesTests
{
    [Fact, InState(typeof(SchedulesPage), PageState.Many)]
    public async Task Many_Schedules_ShowsAPageCountsAllAndLeadsToTheRest()
    {
        await using var host = await PageHost.CreateAsync(Actors.Admin);
        for (var number = 1; number <= 51; number++)
            await host.Core.AddSourceAsync($"shop-{number:00}");

        var page = host.Page.Render<SchedulesPage>();
        page.WaitForAssertion(() => Assert.Equal(100, page.FindAll("tr.schedule-row").Count));
        Assert.Equal("All 102", page.Find(".chip").TextContent);
        var next = Assert.Single(page.FindAll(".pager a"));
        Assert.Equal("More schedules", next.TextContent);
        host.GoTo(next.GetAttribute("href")!);
        var rest = host.Page.Render<SchedulesPage>();

        rest.WaitForAssertion(() => Assert.Equal(2, rest.FindAll("tr.schedule-row").Count));
        Assert.Equal("portal/sources/shop-51", Assert.Single(rest.FindAll("tr.group a")).GetAttribute("href"));
        Assert.Equal(["First page"], rest.FindAll(".pager a").Select(link => link.TextContent));
    }
}
