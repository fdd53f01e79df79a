using System.Diagnostics;
using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>What works when Blazor does not: the stop, and coming back.</summary>
[Collection(LongRuns.Browsers)]
public sealed class PlainStopTests
{
    /// <summary>Within which whoever pressed the button has an answer.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    [BrowserFact]
    public async Task Stop_WithoutAnyScript_AnswersWithAPageThatSaysSo()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, portal.Address, scripts: false);
        await person.SignInAsync();
        await person.Page.GotoAsync("/portal/jobs");
        await Assertions.Expect(person.Page.Locator(".boot-noscript")).ToContainTextAsync("STOP at the top works without it");

        var watch = Stopwatch.StartNew();
        await person.Page.ClickAsync(".stop-button");
        await person.Page.WaitForSelectorAsync("h1:text-is('Stopped')");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);
        await portal.UntilAsync(
            "SELECT stopped_by FROM parser_settings WHERE stopped",
            rows => rows.Count == 1 && (string)rows[0][0]! == PortalProcess.AdminEmail,
            TimeSpan.FromSeconds(20)
        );
        await person.Page.ClickAsync("a.button");
        await person.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
    }

    [BrowserFact]
    public async Task Stop_WithoutBlazor_IsAPlainFormThatStopsEverything()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var live = await PortalBrowser.SignInAsync(browser, portal, "/portal/sources");
        await using var plain = await PortalBrowser.OpenAsync(browser, portal.Address);
        await plain.Context.RouteAsync("**/_framework/blazor.web.js", route => route.AbortAsync());
        await plain.Context.RouteAsync("**/_blazor**", route => route.AbortAsync());
        await plain.SignInAsync();
        await live.Page.ClickAsync("button:has-text('Run now')");
        await portal.UntilAsync("SELECT count(*) FROM items", rows => (long)rows[0][0]! > 10, TimeSpan.FromSeconds(30));

        var watch = Stopwatch.StartNew();
        var answer = await plain.Page.RunAndWaitForResponseAsync(
            () => plain.Page.ClickAsync(".stop-button"),
            response => response.Url.EndsWith("/portal/stop", StringComparison.Ordinal)
        );
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);
        Assert.Equal(200, answer.Status);

        await live.Page.WaitForSelectorAsync("section.stopped");
        await portal.UntilAsync(
            "SELECT status, reason FROM parser_jobs",
            rows => (string)rows[0][0]! == "cancelled" && ((string)rows[0][1]!).Contains("Emergency stop", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30)
        );
        // The stop takes hold before it is stored, so a job may tell of it first.
        await portal.UntilAsync(
            "SELECT stopped_by FROM parser_settings WHERE stopped",
            rows => rows.Count == 1 && (string)rows[0][0]! == PortalProcess.AdminEmail,
            TimeSpan.FromSeconds(30)
        );
        Assert.Equal(0, await plain.Page.Locator(".safety-bar").CountAsync());
        live.AssertNoErrors();
        plain.AssertPolicyHeld();
    }

    [BrowserFact]
    public async Task Page_WhoseServerIsKilledAndStartedAgain_SaysSoAndComesBackByItself()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.SignInAsync(browser, portal, "/portal/jobs");
        await person.MarkAsync();

        await portal.KillAsync();
        await person.Page.WaitForSelectorAsync("#components-reconnect-modal strong:has-text('Not live.')");
        await person.Page.WaitForSelectorAsync(
            "html[data-circuit=lost]",
            new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached }
        );
        Assert.True(await person.Page.IsEnabledAsync(".stop-button"));

        await portal.StartAsync();
        await person.Page.WaitForFunctionAsync(
            "() => window.sameDocument !== true && document.querySelector('.safety-bar .mode') !== null",
            null,
            new PageWaitForFunctionOptions { Timeout = 60_000 }
        );
        Assert.Equal("/portal/jobs", new Uri(person.Page.Url).AbsolutePath);
        await Assertions.Expect(person.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        person.AssertPolicyHeld();
    }

    [BrowserFact]
    public async Task Stop_WhileTheServerIsDead_StaysOnThePageAndIsDeliveredWhenItIsBack()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.SignInAsync(browser, portal, "/portal/jobs");
        await portal.KillAsync();
        await person.Page.WaitForSelectorAsync("#components-reconnect-modal strong:has-text('Not live.')");

        await person.Page.ClickAsync(".stop-button");
        await person.Page.WaitForSelectorAsync("[data-stop-status]:has-text('Not delivered yet')");
        Assert.Equal("/portal/jobs", new Uri(person.Page.Url).AbsolutePath);
        await portal.StartAsync();

        await portal.UntilAsync("SELECT stopped_by FROM parser_settings WHERE stopped", rows => rows.Count == 1, TimeSpan.FromSeconds(20));
        Assert.Equal(PortalProcess.AdminEmail, portal.Query("SELECT stopped_by FROM parser_settings WHERE stopped")[0][0]);
        await person.Page.WaitForSelectorAsync("section.stopped", new PageWaitForSelectorOptions { Timeout = 60_000 });
        Assert.Equal("/portal/jobs", new Uri(person.Page.Url).AbsolutePath);
        person.AssertPolicyHeld();
    }

    [BrowserFact]
    public async Task Stop_ByItsKey_WorksFromWithinADialog()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.SignInAsync(browser, portal);
        await person.OpenModeDialogAsync("Auto");

        await person.Page.Keyboard.PressAsync("Shift+Escape");

        await person.Page.WaitForSelectorAsync("section.stopped");
        person.AssertNoErrors();
    }
}
