using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ParserAdmin.Components.Pages.People;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Invitations;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.People;

public sealed class PeoplePageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(PeoplePage), PageState.Nothing)]
    public void Render_Nobody_SaysWhatToDo()
    {
        _host.Dialogs();
        var page = _host.Page.Render<PeoplePage>();

        page.WaitForAssertion(() => Assert.Contains("Nobody can sign in yet", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_PeopleInEveryState_SaysItAndFollowsLive()
    {
        await AddAsync("ada@example.org", Role.Admin);
        var link = (await _host.Core.Get<InvitationCommands>().InviteAsync(Actors.Admin, "new@example.org", Role.Viewer, default)).Value!;
        _host.Dialogs();
        var page = _host.Page.Render<PeoplePage>();
        page.WaitForAssertion(() => Assert.Equal(["active", "invited"], States(page)));

        await _host.Core.Get<PeopleCommands>().SetDisabledAsync(Actors.Admin, link.Person.Id, true, "test", default);

        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal(["active", "disabled"], States(page));
        });
    }

    [Fact]
    public async Task Menu_OfTheLastAdmin_DisablesWhatWouldBeRefused()
    {
        await AddAsync("ada@example.org", Role.Admin);
        await AddAsync("bob@example.org", Role.Viewer);
        var popovers = _host.Page.Render<MudPopoverProvider>();
        var page = _host.Page.Render<PeoplePage>();

        await page.WaitForElements("button[aria-label^='What to do with']")[0].ClickAsync(new());

        popovers.WaitForAssertion(() =>
            Assert.Equal(
                ["Change the role…", "Disable…", "Remove…"],
                popovers
                    .FindAll(".mud-menu-item")
                    .Where(item => item.GetAttribute("aria-disabled") == "true" || item.ClassList.Contains("mud-disabled"))
                    .Select(item => item.TextContent.Trim())
            )
        );
    }

    [Fact, InState(typeof(PeoplePage), PageState.Many)]
    public async Task Render_MoreThanAPage_LeadsOnAndFindsByAddress()
    {
        for (var number = 0; number < 51; number++)
            await _host.Core.Get<InvitationCommands>().InviteAsync(Actors.Admin, $"p{number:00}@example.org", Role.Viewer, default);
        _host.Dialogs();
        var page = _host.Page.Render<PeoplePage>();

        page.WaitForAssertion(() => Assert.Equal(50, States(page).Count()));
        var next = page.Find(".pager a").GetAttribute("href")!;
        await page.InvokeAsync(() => page.FindComponent<ListSearch>().Instance.OnText.InvokeAsync("p5"));
        page.WaitForAssertion(() => Assert.Single(States(page)));
        Assert.Empty(page.FindAll(".pager"));
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(next);
        page.WaitForAssertion(() => Assert.Contains("p50@example.org", page.Markup, StringComparison.Ordinal));
        Assert.Single(States(page));
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo("/portal/people?q=nobody");
        page.WaitForAssertion(() => Assert.Contains("Nobody fits", page.Markup, StringComparison.Ordinal));
    }

    [Fact, InState(typeof(PeoplePage), PageState.Viewer)]
    public async Task Role_TakenFromWhoLooks_IsDrawnAtOnce()
    {
        await AddAsync("ada@example.org", Role.Admin);
        var me = (await AddAsync("eve@example.org", Role.Admin)).Value!;
        _host.Become(Actors.Admin with { Id = me.Id });
        _host.Dialogs();
        var page = _host.Page.Render<PeoplePage>();
        page.WaitForAssertion(() => Assert.False(page.Find(".page-actions button").HasAttribute("disabled")));

        _host.Become(Actors.Viewer with { Id = me.Id });
        await _host.Core.Get<PeopleCommands>().SetRoleAsync(Actors.Admin, me.Id, Role.Viewer, "test", default);

        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.True(page.Find(".page-actions button").HasAttribute("disabled"));
        });
    }

    [Fact]
    public async Task Invite_Person_ShowsTheLinkOnce()
    {
        var dialogs = _host.Dialogs();
        var page = _host.Page.Render<PeoplePage>();
        page.WaitForElement(".empty");
        _ = page.Find(".page-actions button").ClickAsync(new());
        dialogs.WaitForElement("#invite-email").Input("new@example.org");

        _ = dialogs.Find("form").SubmitAsync();

        var secret = dialogs.WaitForElement("#secret").GetAttribute("value")!;
        Assert.StartsWith("http://localhost/account/invitation?token=", secret, StringComparison.Ordinal);
        var token = secret[(secret.IndexOf('=', StringComparison.Ordinal) + 1)..];
        Assert.Equal("new@example.org", (await _host.Core.Get<InvitationCommands>().FindAsync(token, default))?.Email);
        await dialogs.FindAll("button").Single(button => button.TextContent == "I have it").ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll("#secret")));
        Assert.DoesNotContain(token, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invite_WhatIsNoAddress_IsRefusedInTheDialog()
    {
        var dialogs = _host.Dialogs();
        var page = _host.Page.Render<PeoplePage>();
        page.WaitForElement(".empty");
        _ = page.Find(".page-actions button").ClickAsync(new());
        dialogs.WaitForElement("#invite-email").Input("no address");

        await dialogs.Find("form").SubmitAsync();

        Assert.Contains("name@example.org", dialogs.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private static IEnumerable<string> States(IRenderedComponent<PeoplePage> page) =>
        page.FindAll("td[data-label=State]").Select(cell => cell.TextContent.Trim());

    private Task<CommandResult<Person>> AddAsync(string email, Role role) =>
        _host.Core.Get<PeopleCommands>().AddAsync(Actors.Admin, email, role, "correct horse battery", default);
}
