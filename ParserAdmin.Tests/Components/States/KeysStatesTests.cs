using Bunit;
using ParserAdmin.Components.Pages.People;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class KeysStatesTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(KeysPage), PageState.Many)]
    public async Task Many_Keys_ShowsAPageAndLeadsToTheRest()
    {
        for (var number = 1; number <= 51; number++)
            await AddAsync($"key {number:00}");
        _host.Dialogs();

        var page = _host.Page.Render<KeysPage>();
        page.WaitForAssertion(() => Assert.Equal(50, Names(page).Count));
        var first = Names(page);
        _host.GoTo(page.Find(".pager a").GetAttribute("href")!);
        var rest = _host.Page.Render<KeysPage>();

        rest.WaitForAssertion(() => Assert.Single(Names(rest)));
        Assert.DoesNotContain(Names(rest)[0], first);
        Assert.Contains("First page", rest.Find(".pager").TextContent);
    }

    /// <summary>The page opens to admins alone; whoever was one when it was opened is told why it does nothing any more.</summary>
    [Fact, InState(typeof(KeysPage), PageState.Viewer)]
    public async Task Viewer_MayNeitherMakeNorRevoke()
    {
        await AddAsync("ci");
        _host.Become(Actors.Viewer);
        _host.Dialogs();

        var page = _host.Page.Render<KeysPage>();

        page.WaitForElement("td[data-label=Actions] button");
        HostStates.AssertOff(page.FindAll(".page-actions button"), HostStates.ViewersReason);
        HostStates.AssertOff(page.FindAll("td[data-label=Actions] button"), HostStates.ViewersReason);
    }

    /// <summary>A key that got into wrong hands may be what the stop is about.</summary>
    [Fact, InState(typeof(KeysPage), PageState.Stopped)]
    public async Task Stopped_AKeyCanBeRevokedAllTheSame()
    {
        await AddAsync("ci");
        await _host.StopAsync();
        var dialogs = _host.Dialogs();
        var page = _host.Page.Render<KeysPage>();
        _ = page.WaitForElement("td[data-label=Actions] button").ClickAsync(new());
        dialogs.WaitForElement("#reason").Input("leaked");

        _ = dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal("revoked", page.Find("td[data-label=State]").TextContent.Trim());
        });
    }

    private async Task AddAsync(string name)
    {
        var added = await _host.Core.Get<KeyCommands>().AddAsync(Actors.Admin, name, Role.Viewer, null, null, CancellationToken.None);
        Assert.True(added.Succeeded, added.Message);
    }

    private static List<string> Names(IRenderedComponent<KeysPage> page) =>
        [.. page.FindAll("td[data-label=Name] strong").Select(name => name.TextContent)];
}
