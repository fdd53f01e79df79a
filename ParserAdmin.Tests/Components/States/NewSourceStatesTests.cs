using Bunit;
using ParserAdmin.Components.Pages.Sources.Editing;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class NewSourceStatesTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync(Actors.Admin);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(NewSourcePage), PageState.Nothing)]
    public void Nothing_Chosen_TheExampleStandsReady()
    {
        var page = Open();

        Assert.Equal(SourceTemplate.Text, page.Find("textarea").GetAttribute("value"));
        Assert.Equal("the example", page.Find(".starts [aria-current]").TextContent);
        Assert.Contains("No page yet", page.Find(".trial .empty").TextContent);
    }

    [Fact, InState(typeof(NewSourcePage), PageState.Many)]
    public void Many_ReadyMadeDefinitions_AreNamedAndTheChosenOneStandsReady()
    {
        Assert.True(SourceTemplates.Names.Count > 1, "There are several.");
        var last = SourceTemplates.Names[^1];
        var starts = Open().FindAll(".starts a");
        Assert.Equal(["the example", .. SourceTemplates.Names.Select(SourceTemplates.Title)], starts.Select(start => start.TextContent));

        _host.GoTo(starts[^1].GetAttribute("href")!);
        var page = Open();

        Assert.Equal(SourceTemplates.Text(last), page.Find("textarea").GetAttribute("value"));
        Assert.Equal(SourceTemplates.Title(last), page.Find(".starts [aria-current]").TextContent);
    }

    /// <summary>The page opens to admins alone; whoever was one when it was opened is told why it does nothing any more.</summary>
    [Fact, InState(typeof(NewSourcePage), PageState.Viewer)]
    public void Viewer_MayNeitherFetchNorSave()
    {
        _host.Become(Actors.Viewer);

        var page = Open();

        HostStates.AssertOff(page.FindAll(".trial-form button[type=submit]"), HostStates.ViewersReason);
        Assert.Contains("Only an admin can change the definition.", page.Markup);
        Assert.Empty(page.FindAll("button.save"));
    }

    [Fact, InState(typeof(NewSourcePage), PageState.Stopped)]
    public async Task Stopped_NothingIsFetchedAndTheSourceCanBeSaved()
    {
        await _host.StopAsync();

        var page = Open();

        HostStates.AssertOff(page.FindAll(".trial-form button[type=submit]"), HostStates.StopsReason);
        Assert.False(page.Find("button.save").HasAttribute("disabled"));
    }

    private IRenderedComponent<NewSourcePage> Open()
    {
        var page = _host.Page.Render<NewSourcePage>();
        page.WaitForElement(".trial-form");
        return page;
    }
}
