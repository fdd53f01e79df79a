using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ParserAdmin.Core.Safety;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser.States;

/// <summary>The frame around every page in its rare states, and every page for somebody who may only look.</summary>
[Collection(LongRuns.Pages)]
public sealed class FrameStatesTests(PortalHost host) : IClassFixture<PortalHost>
{
    [BrowserFact]
    public async Task Frame_OfAViewer_BreaksNoRuleInAnyState()
    {
        var addresses = await PortalAddresses.AllAsync(host);
        await host.AddPeopleAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var viewer = await PortalBrowser.OpenAsync(browser, host.Address);
        var check = new PageCheck(viewer.Page);
        await viewer.SignInAsync(StoredStates.ViewerEmail);
        foreach (var address in addresses)
        {
            if ((await viewer.Page.GotoAsync(address))!.Ok)
                await viewer.LiveAsync();
            await viewer.Page.WaitForSelectorAsync("main h1, main .empty");
            await check.CheckAsync($"{address}, as a viewer", "main");
        }

        Assert.Equal(0, await viewer.Page.Locator(".nav a[href$='portal/people'], .nav a[href$='portal/keys']").CountAsync());
        await LookAtMenusAsync(viewer, check);
        await LookAtAlertsAsync(viewer, check);
        await LookAtLostConnectionAsync(browser);
        check.AssertNothingFound();
        viewer.AssertNoErrors();
        await LookAtSignInAsync(browser);
    }

    private static async Task LookAtMenusAsync(PortalBrowser viewer, PageCheck check)
    {
        await viewer.GoAsync("/");
        await viewer.Page.ClickAsync(".user-menu summary");
        await viewer.Page.WaitForSelectorAsync(".user-card");
        await check.CheckAsync("the person's own menu", ".static-bar");
        await viewer.GoAsync("/");
        await check.CheckOnAPhoneAsync(
            "the menu",
            async () =>
            {
                await viewer.Page.ClickAsync(".menu-button");
                await viewer.Page.WaitForSelectorAsync(".nav a:visible");
            }
        );
    }

    private async Task LookAtAlertsAsync(PortalBrowser viewer, PageCheck check)
    {
        var commands = host.Services.GetRequiredService<SafetyCommands>();
        var version = (await host.Admin.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        (
            await host.Admin.PostAsync(
                "/admin/parser/mode",
                new
                {
                    mode = "auto",
                    reason = "test",
                    version,
                }
            )
        ).Expect(200);
        await commands.FailSafeAsync("5 jobs failed in a row", CancellationToken.None);
        await viewer.GoAsync("/portal/audit");
        await viewer.Page.WaitForSelectorAsync(".safety-alert");
        await check.CheckAsync("switched by the fail-safe");

        await host.AddSilentNodeAsync();
        (await host.Admin.PostAsync("/admin/parser/emergency-stop", new { reason = "test" })).Expect(200);
        await viewer.Page.WaitForSelectorAsync("section.stopped .silent");
        await check.CheckAsync("stopped, with a silent node, as a viewer");
    }

    /// <summary>Neither the live connection nor the stop's own way reaches the server.</summary>
    private async Task LookAtLostConnectionAsync(IBrowser browser)
    {
        await using var lost = await PortalBrowser.OpenAsync(browser, host.Address);
        await lost.Context.RouteAsync("**/_blazor**", route => route.AbortAsync());
        await lost.SignInAsync();
        await lost.Page.WaitForSelectorAsync("#components-reconnect-modal strong:has-text('Not live.')");
        await lost.Context.RouteAsync("**/portal/stop", route => route.AbortAsync());
        await lost.Page.ClickAsync(".stop-button");
        await lost.Page.WaitForSelectorAsync("[data-stop-status]:has-text('Not delivered yet')");
        var look = new PageCheck(lost.Page);
        await look.CheckAsync("not live, a stop not delivered");
        look.AssertNothingFound();
        lost.AssertPolicyHeld();
    }

    /// <summary>Last, for it bars this address.</summary>
    private async Task LookAtSignInAsync(IBrowser browser)
    {
        await using var stranger = await PortalBrowser.OpenAsync(browser, host.Address);
        var check = new PageCheck(stranger.Page);
        for (var tries = 0; tries < 12; tries++)
        {
            await stranger.Page.GotoAsync("/account/sign-in");
            await stranger.Page.FillAsync("#email", "nobody@example.org");
            await stranger.Page.FillAsync("#password", "wrong, and long enough");
            await stranger.Page.ClickAsync("button[type=submit]");
            await stranger.Page.WaitForSelectorAsync("[role=alert], h1:not(:has-text('Sign in'))");
            if (tries is 0 or 11)
                await check.CheckAsync($"sign-in, {tries + 1} wrong");
        }

        Assert.Equal("Too many attempts", await stranger.Page.InnerTextAsync("h1"));
        check.AssertNothingFound();
        stranger.AssertNoErrors();
    }
}
