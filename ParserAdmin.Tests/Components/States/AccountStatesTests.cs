using Bunit;
using ParserAdmin.Components.Pages.Account;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Sessions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

/// <summary>One's own account, by the browsers that one is signed in with.</summary>
public sealed class AccountStatesTests : IAsyncLifetime
{
    private const string Browsers = "td[data-label=Browser]";
    private const string AllOthers = "[aria-labelledby=sessions-head] .panel-head button";
    private PageHost _host = default!;
    private Person _me = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync();
        var added = await _host
            .Core.Get<PeopleCommands>()
            .AddAsync(Actors.Admin, "vera@example.org", Role.Viewer, "correct horse battery", CancellationToken.None);
        _me = added.Value!;
        _host.Become(Actors.Viewer with { Id = _me.Id, Name = _me.Email });
        _host.SignedInWith(await SignInAsync("This one"));
        _host.Dialogs();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(OwnAccountPage), PageState.One)]
    public void One_Browser_IsThisOneAndThereIsNoOtherToSignOut()
    {
        var page = _host.Page.Render<OwnAccountPage>();

        page.WaitForAssertion(() => Assert.Equal("This one", Assert.Single(page.FindAll(Browsers)).TextContent.Trim()));
        Assert.Contains("this browser", page.Find("td[data-label=Actions]").TextContent);
        Assert.Empty(page.FindAll("td[data-label=Actions] button"));
        Assert.True(page.Find(AllOthers).HasAttribute("disabled"));
    }

    [Fact, InState(typeof(OwnAccountPage), PageState.Many)]
    public async Task Many_Browsers_AreAllListedAndSignedOutTogether()
    {
        for (var number = 1; number <= 30; number++)
            await SignInAsync($"Firefox {number}");
        var page = _host.Page.Render<OwnAccountPage>();
        page.WaitForAssertion(() => Assert.Equal(31, page.FindAll(Browsers).Count));

        await page.Find(AllOthers).ClickAsync(new());

        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal("This one", Assert.Single(page.FindAll(Browsers)).TextContent.Trim());
        });
    }

    /// <summary>A browser that somebody else sits at may be what the stop is about.</summary>
    [Fact, InState(typeof(OwnAccountPage), PageState.Stopped)]
    public async Task Stopped_ABrowserCanBeSignedOutAllTheSame()
    {
        var other = await SignInAsync("Somebody's");
        await _host.StopAsync();
        var page = _host.Page.Render<OwnAccountPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(Browsers).Count));

        await page.Find("button[aria-label^='Sign out Somebody']").ClickAsync(new());

        Assert.False(await _host.Core.Get<SessionRegister>().IsLiveAsync(other, _me.Id, CancellationToken.None));
    }

    private Task<Guid> SignInAsync(string browser) =>
        _host.Core.Get<SessionRegister>().StartAsync(_me.Id, "192.0.2.1", browser, CancellationToken.None);
}
