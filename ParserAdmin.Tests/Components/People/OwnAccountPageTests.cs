using Bunit;
using ParserAdmin.Components.Pages.Account;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.SecondFactor;
using ParserAdmin.Core.People.Sessions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.People;

public sealed class OwnAccountPageTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private PageHost _host = default!;
    private Person _me = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync();
        _me = (await _host.Core.Get<PeopleCommands>().AddAsync(Actors.Admin, "vera@example.org", Role.Viewer, Password, default)).Value!;
        _host.Become(Actors.Viewer with { Id = _me.Id, Name = _me.Email });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(OwnAccountPage), PageState.Viewer)]
    public async Task Sessions_AnotherBrowser_IsSignedOutByAClick()
    {
        var sessions = _host.Core.Get<SessionRegister>();
        var here = await sessions.StartAsync(_me.Id, "192.0.2.1", "Firefox on Linux", default);
        var there = await sessions.StartAsync(_me.Id, "192.0.2.2", "Chrome on Android", default);
        _host.SignedInWith(here);
        _host.Dialogs();
        var page = _host.Page.Render<OwnAccountPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("td[data-label=Browser]").Count));
        Assert.Contains("this browser", page.Find("tr:has(.badge.good) td[data-label=Actions]").TextContent, StringComparison.Ordinal);

        await page.Find("button[aria-label^='Sign out Chrome on Android']").ClickAsync(new());

        Assert.False(await sessions.IsLiveAsync(there, _me.Id, default));
        Assert.True(await sessions.IsLiveAsync(here, _me.Id, default));
        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Single(page.FindAll("td[data-label=Browser]"));
        });
    }

    [Fact]
    public async Task Password_Changed_TakesThePresentOneAndSaysWhyNot()
    {
        _host.Dialogs();
        var page = _host.Page.Render<OwnAccountPage>();
        await FillAsync(page, "wrong", "four words of mine", "four words of mine");
        page.WaitForAssertion(() => Assert.Contains("another one", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        await FillAsync(page, Password, "four words of mine", "five words of mine");
        page.WaitForAssertion(() => Assert.Contains("differ", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        await FillAsync(page, Password, "four words of mine", "four words of mine");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
        Assert.Single(
            await _host.Core.Get<AuditQueries>().RecentAsync(new AuditFilter(Action: "user.change-password"), null, 10, default),
            entry => entry.Outcome == AuditOutcome.Succeeded
        );
    }

    [Fact]
    public async Task Factor_SetUp_ShowsCodesOnceAndIsOn()
    {
        var dialogs = _host.Dialogs();
        var page = _host.Page.Render<OwnAccountPage>();
        await page.WaitForElement(".factor button").ClickAsync(new());
        Assert.StartsWith("data:image/png;base64,", page.Find(".factor-qr").GetAttribute("src"), StringComparison.Ordinal);
        var secret = page.Find(".factor-secret").TextContent;
        page.Find("#factor-code").Input(Totp.Code(secret, _host.Core.Clock.GetUtcNow().ToUnixTimeSeconds() / 30));

        _ = page.Find("form.factor").SubmitAsync();

        Assert.Equal(10, dialogs.WaitForElement("#secret").TextContent.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.True(await _host.Core.Get<FactorCheck>().IsNeededAsync(_me.Id, default));
        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Contains("New recovery codes", page.Find(".factor").TextContent, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Factor_TurnedOff_TakesThePassword()
    {
        var secret = Totp.NewSecret();
        var code = Totp.Code(secret, _host.Core.Clock.GetUtcNow().ToUnixTimeSeconds() / 30);
        Assert.True(
            (await _host.Core.Get<FactorCommands>().SetUpAsync(Actors.Viewer with { Id = _me.Id }, secret, code, null, default)).Succeeded
        );
        var dialogs = _host.Dialogs();
        var page = _host.Page.Render<OwnAccountPage>();
        page.WaitForElement(".factor-acts");
        _ = page.FindAll(".factor-acts button")[1].ClickAsync(new());
        dialogs.WaitForElement("#own-password").Input("wrong");
        await dialogs.Find("form").SubmitAsync();
        Assert.Contains("another one", dialogs.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);

        dialogs.Find("#own-password").Input(Password);
        await dialogs.Find("form").SubmitAsync();

        Assert.False(await _host.Core.Get<FactorCheck>().IsNeededAsync(_me.Id, default));
    }

    [Fact, InState(typeof(OwnAccountPage), PageState.Nothing)]
    public void Render_ForAKey_SaysThatItHasNoAccount()
    {
        _host.Become(new Actor(ActorType.Api, Guid.NewGuid().ToString(), "ci", Role.Admin));
        var page = _host.Page.Render<OwnAccountPage>();

        page.WaitForAssertion(() => Assert.Contains("not signed in as a person", page.Markup, StringComparison.Ordinal));
    }

    private static async Task FillAsync(IRenderedComponent<OwnAccountPage> page, string current, string password, string repeated)
    {
        page.WaitForElement("#current-password").Input(current);
        page.Find("#new-password").Input(password);
        page.Find("#repeated-password").Input(repeated);
        await page.Find("form.panel-form").SubmitAsync();
    }
}
