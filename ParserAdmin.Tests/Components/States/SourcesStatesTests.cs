using Bunit;
using MudBlazor;
using ParserAdmin.Components.Pages.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class SourcesStatesTests
{
    [Fact, InState(typeof(SourcesPage), PageState.Many)]
    public async Task Many_Sources_ShowsAPageCountsAllAndLeadsToTheRest()
    {
        await using var host = await PageHost.CreateAsync(Actors.Operator);
        host.Page.Render<MudPopoverProvider>();
        for (var number = 1; number <= 51; number++)
            await host.Core.AddSourceAsync($"shop-{number:00}");

        var page = host.Page.Render<SourcesPage>();
        page.WaitForAssertion(() => Assert.Equal(50, page.FindAll("td.source a").Count));
        Assert.Contains("51 sources, live", page.Find(".pager").TextContent);
        var next = Assert.Single(page.FindAll(".pager a"));
        Assert.Equal("More sources", next.TextContent);
        host.GoTo(next.GetAttribute("href")!);
        var rest = host.Page.Render<SourcesPage>();

        rest.WaitForAssertion(() =>
            Assert.Equal("portal/sources/shop-51", Assert.Single(rest.FindAll("td.source a")).GetAttribute("href"))
        );
        Assert.Equal(["First page"], rest.FindAll(".pager a").Select(link => link.TextContent));
    }
}
