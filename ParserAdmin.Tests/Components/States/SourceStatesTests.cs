using Bunit;
using ParserAdmin.Components.Pages.Sources.Detail;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class SourceStatesTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Operator);
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(SourcePage), PageState.Nothing)]
    public void Nothing_OfThisId_SaysSoAndLeadsToAllSources()
    {
        var page = _host.Page.Render<SourcePage>(with => with.Add(source => source.Id, "nonsense"));

        page.WaitForAssertion(() => Assert.Contains("There is no such source", page.Find(".empty").TextContent));
        Assert.Equal("portal/sources", page.Find(".empty a").GetAttribute("href"));
        Assert.Empty(page.FindAll("button"));
    }

    [Fact, InState(typeof(SourcePage), PageState.Many)]
    public async Task Many_Runs_ShowsTheNewestAndLeadsToAll()
    {
        for (var number = 0; number < 53; number++)
        {
            await _host.Core.AddJobAsync(JobStatus.Succeeded);
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        var newest = await _host.Core.AddJobAsync(JobStatus.Failed);

        var page = Open("runs");

        page.WaitForAssertion(() => Assert.Equal(50, page.FindAll(".jobs-table tbody tr").Count));
        Assert.Contains(newest.Id.ToString()[^8..], page.Find(".jobs-table tbody tr").TextContent);
        Assert.Equal("portal/jobs?source=shop", page.Find("[aria-labelledby=runs-head] .panel-head a").GetAttribute("href"));
    }

    [Fact, InState(typeof(SourcePage), PageState.Many)]
    public async Task Many_Items_ShowsTheNewestAndLeadsToAll()
    {
        await _host.Core.SaveItemsAsync([.. Enumerable.Range(1, 25).Select(number => StoredItems.Draft($"{number}", $"Title {number}"))]);

        var page = Open("items");

        page.WaitForAssertion(() => Assert.Equal(20, page.FindAll(".item-title").Count));
        Assert.Equal("The newest of 25 items", page.Find("#items-head").TextContent);
        Assert.Equal("portal/items?source=shop", page.Find("[aria-labelledby=items-head] .panel-head a").GetAttribute("href"));
    }

    [Fact, InState(typeof(SourcePage), PageState.Viewer)]
    public void Viewer_MayRunPauseAndDeleteNothing()
    {
        var page = Open("overview", Actors.Viewer);

        page.WaitForElement(".task-list");
        HostStates.AssertOff(page.FindAll(".task-actions button"), HostStates.ViewersReason);
        HostStates.AssertOff(page.FindAll(".page-actions button"), HostStates.ViewersReason);
        Assert.DoesNotContain(page.FindAll(".page-actions a"), link => link.TextContent.Contains("Studio"));
    }

    [Fact, InState(typeof(SourcePage), PageState.Stopped)]
    public async Task Stopped_NoTaskCanBeRunAndSaysWhyAndPauseCanBePressed()
    {
        await _host.StopAsync();

        var page = Open("overview");

        page.WaitForElement(".task-list");
        HostStates.AssertOff(page.FindAll(".task-actions button"), HostStates.StopsReason);
        Assert.Contains("stopped", page.Find("[aria-labelledby=state-head] .key-values").TextContent);
        Assert.False(page.Find(".source-actions button").HasAttribute("disabled"));
    }

    private IRenderedComponent<SourcePage> Open(string tab, Actor? actor = null)
    {
        _host.Become(actor ?? Actors.Operator);
        _host.GoTo($"/portal/sources/shop?tab={tab}");
        return _host.Page.Render<SourcePage>(with => with.Add(source => source.Id, "shop"));
    }
}
