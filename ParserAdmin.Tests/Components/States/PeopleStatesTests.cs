using Bunit;
using MudBlazor;
using ParserAdmin.Components.Pages.People;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class PeopleStatesTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(PeoplePage), PageState.One)]
    public async Task One_Person_IsListedWithoutAPager()
    {
        await AddAsync("ada@example.org", Role.Admin);
        _host.Dialogs();

        var page = _host.Page.Render<PeoplePage>();

        page.WaitForAssertion(() => Assert.Contains("ada@example.org", Assert.Single(page.FindAll("td[data-label='E-mail']")).TextContent));
        Assert.Equal(["active"], States(page));
        Assert.Empty(page.FindAll(".pager"));
    }

    /// <summary>Somebody's rights may be what the stop is about.</summary>
    [Fact, InState(typeof(PeoplePage), PageState.Stopped)]
    public async Task Stopped_APersonCanBeDisabledAllTheSame()
    {
        await AddAsync("ada@example.org", Role.Admin);
        await AddAsync("bob@example.org", Role.Operator);
        await _host.StopAsync();
        var popovers = _host.Page.Render<MudPopoverProvider>();
        var dialogs = _host.Page.Render<MudDialogProvider>();
        var page = _host.Page.Render<PeoplePage>();
        await page.WaitForElement("button[aria-label='What to do with bob@example.org']").ClickAsync(new());
        var disable = popovers.WaitForElements(".mud-menu-item").Single(item => item.TextContent.Contains("Disable…"));
        _ = disable.ClickAsync(new());
        dialogs.WaitForElement("#reason").Input("it was them");

        _ = dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal(["active", "disabled"], States(page));
        });
    }

    private async Task AddAsync(string email, Role role)
    {
        var added = await _host
            .Core.Get<PeopleCommands>()
            .AddAsync(Actors.Admin, email, role, "correct horse battery", CancellationToken.None);
        Assert.True(added.Succeeded, added.Message);
    }

    private static IEnumerable<string> States(IRenderedComponent<PeoplePage> page) =>
        page.FindAll("td[data-label=State]").Select(cell => cell.TextContent.Trim());
}
