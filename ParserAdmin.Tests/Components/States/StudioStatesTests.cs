using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Sources.Studio;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class StudioStatesTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Admin);
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(StudioPage), PageState.Nothing)]
    public void Nothing_OfThisId_SaysSoAndLeadsToAllSources()
    {
        var page = _host.Page.Render<StudioPage>(with => with.Add(studio => studio.Id, "nonsense"));

        page.WaitForAssertion(() => Assert.Contains("There is no such source", page.Find(".empty").TextContent));
        Assert.Equal("portal/sources", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact, InState(typeof(StudioPage), PageState.Nothing)]
    public void Nothing_FetchedYet_SaysWhatToPress()
    {
        var page = Open();

        Assert.Contains("No page yet", page.Find(".trial .empty").TextContent);
        Assert.Contains("press “Fetch once”", page.Find(".trial .empty").TextContent);
        Assert.False(FetchOnce(page).HasAttribute("disabled"));
    }

    [Fact, InState(typeof(StudioPage), PageState.One)]
    public async Task One_Row_IsOpenWithItsFields()
    {
        var page = Open();

        await PasteAsync(page, 1);

        Assert.Equal("1 row", page.Find("[role=status] strong").TextContent);
        Assert.Equal("true", Assert.Single(page.FindAll(".row-head")).GetAttribute("aria-expanded"));
        Assert.Contains("Title 1", page.Find(".fields").TextContent);
    }

    [Fact, InState(typeof(StudioPage), PageState.Many)]
    public async Task Many_Rows_AreCountedAndTheFirstAreShown()
    {
        var page = Open();

        await PasteAsync(page, 60);

        Assert.Equal("60 rows", page.Find("[role=status] strong").TextContent);
        Assert.Contains("The first 25 of them:", page.Markup);
        Assert.Equal(25, page.FindAll(".row").Count);
    }

    /// <summary>The page opens to admins alone; whoever was one when it was opened is told why it fetches nothing any more.</summary>
    [Fact, InState(typeof(StudioPage), PageState.Viewer)]
    public void Viewer_ReadsTheDefinitionAndMayFetchNothing()
    {
        _host.Become(Actors.Viewer);

        var page = Open();

        HostStates.AssertOff([FetchOnce(page)], HostStates.ViewersReason);
        Assert.Contains("id: shop", page.Find("pre.definition-text").TextContent);
        Assert.Contains("Only an admin can change the definition.", page.Markup);
        Assert.Empty(page.FindAll("button.save"));
    }

    [Fact, InState(typeof(StudioPage), PageState.Stopped)]
    public async Task Stopped_NothingIsFetchedAndAPastedPageIsTriedAllTheSame()
    {
        await _host.StopAsync();
        var page = Open();
        HostStates.AssertOff([FetchOnce(page)], HostStates.StopsReason);

        await PasteAsync(page, 2);

        Assert.Equal(2, page.FindAll(".row").Count);
    }

    private IRenderedComponent<StudioPage> Open()
    {
        var page = _host.Page.Render<StudioPage>(with => with.Add(studio => studio.Id, "shop"));
        page.WaitForElement(".trial-form");
        return page;
    }

    private static async Task PasteAsync(IRenderedComponent<StudioPage> page, int rows)
    {
        var text = string.Concat(Enumerable.Range(1, rows).Select(row => $"<article data-id=\"{row}\"><h2>Title {row}</h2></article>"));
        await page.Find("textarea[aria-label=\"The page's source\"]").ChangeAsync(new ChangeEventArgs { Value = text });
        await page.FindAll("button").Single(button => button.TextContent.Contains("Use this page")).ClickAsync(new());
        page.WaitForElement(".row");
    }

    private static IElement FetchOnce(IRenderedComponent<StudioPage> page) => page.Find(".trial-form button[type=submit]");
}
