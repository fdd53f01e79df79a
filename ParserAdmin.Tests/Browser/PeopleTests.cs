using Microsoft.Playwright;
using ParserAdmin.Core.People.SecondFactor;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>People, keys and one's own account, clicked in real browsers on the real program.</summary>
[Collection(LongRuns.Browsers)]
public sealed class PeopleTests
{
    private const string Guest = "guest@example.org";

    [BrowserFact]
    public async Task Person_InvitedPromotedAndSignedOut_SeesItAtOnce()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var admin = await PortalBrowser.SignInAsync(browser, portal, "/portal/people");
        var check = new PageCheck(admin.Page);

        var link = await InviteAsync(admin.Page, check);
        await using var guest = await PortalBrowser.OpenAsync(browser, portal.Address);
        await guest.Page.GotoAsync(link);
        await new PageCheck(guest.Page).CheckAsync("invitation");
        await guest.Page.FillAsync("#password", PortalProcess.AdminPassword);
        await guest.Page.FillAsync("#repeated", PortalProcess.AdminPassword);
        await guest.Page.ClickAsync("button[type=submit]");
        await guest.LiveAsync();
        await admin.Page.WaitForSelectorAsync($"tr:has-text('{Guest}') .badge:has-text('active')");
        await check.CheckAsync("people");

        await ActAsync(admin.Page, "Change the role…");
        await admin.Page.ClickAsync(".form-dialog label:has-text('operator')");
        await admin.Page.ClickAsync(".form-dialog button[type=submit]");
        await admin.Page.WaitForSelectorAsync($"tr:has-text('{Guest}') td:has-text('operator')");
        await admin.Page.WaitForSelectorAsync($".notice-card:has-text('{Guest} is operator.') .notice-undo");
        await check.CheckAsync("people, with an undo");

        await ActAsync(admin.Page, "Sign out everywhere…");
        await admin.Page.ClickAsync(".form-dialog button[type=submit]");
        await admin.Page.WaitForSelectorAsync(".form-dialog", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
        await guest.Page.GotoAsync("/portal/jobs");
        await guest.Page.WaitForURLAsync(url => url.Contains("/account/sign-in", StringComparison.Ordinal));
        check.AssertNothingFound();
        admin.AssertNoErrors();
        guest.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Account_KeysAndSecondFactor_AreMadeUsedAndTakenAway()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var admin = await PortalBrowser.SignInAsync(browser, portal, "/portal/keys");
        var check = new PageCheck(admin.Page);
        await UseAKeyAsync(playwright, portal, admin.Page, check);

        var secret = await SetUpAFactorAsync(admin, check);
        await using var again = await PortalBrowser.OpenAsync(browser, portal.Address);
        await again.Page.GotoAsync("/account/sign-in");
        await again.Page.FillAsync("#email", PortalProcess.AdminEmail);
        await again.Page.FillAsync("#password", PortalProcess.AdminPassword);
        await again.Page.ClickAsync("button[type=submit]");
        await again.Page.WaitForSelectorAsync("#code");
        await new PageCheck(again.Page).CheckAsync("code");

        // The one of this moment was used up by setting up.
        await again.Page.FillAsync("#code", Code(secret, 1));
        await again.Page.ClickAsync("button[type=submit]");
        await again.LiveAsync();
        await admin.Page.WaitForSelectorAsync(".sessions tbody tr:nth-child(2)");
        check.AssertNothingFound();
        admin.AssertNoErrors();
        again.AssertNoErrors();
    }

    private static async Task<string> InviteAsync(IPage page, PageCheck check)
    {
        await page.ClickAsync(".page-actions button");
        await page.FillAsync("#invite-email", Guest);
        await check.CheckAsync("invite a person");
        await page.ClickAsync(".form-dialog button[type=submit]");
        await page.WaitForSelectorAsync("#secret");
        await check.CheckAsync("the link, once");
        var link = await page.InputValueAsync("#secret");
        await page.ClickAsync("button:has-text('I have it')");
        await page.WaitForSelectorAsync($"tr:has-text('{Guest}') .badge:has-text('invited')");
        return link;
    }

    private static async Task ActAsync(IPage page, string act)
    {
        await page.ClickAsync($"button[aria-label='What to do with {Guest}']");
        await page.ClickAsync($".mud-menu-item:has-text('{act}')");
        await page.WaitForSelectorAsync(".form-dialog form");
    }

    private static async Task UseAKeyAsync(IPlaywright playwright, PortalProcess portal, IPage page, PageCheck check)
    {
        await page.ClickAsync(".page-actions button");
        await page.FillAsync("#key-name", "ci");
        await check.CheckAsync("new key");
        await page.ClickAsync(".form-dialog button[type=submit]");
        await page.WaitForSelectorAsync("#secret");
        var key = await page.InputValueAsync("#secret");
        await page.ClickAsync("button:has-text('I have it')");
        await page.WaitForSelectorAsync("tr:has-text('ci') .badge:has-text('active')");
        await check.CheckAsync("keys");
        await using var script = await playwright.APIRequest.NewContextAsync(
            new APIRequestNewContextOptions
            {
                BaseURL = portal.Address.ToString(),
                ExtraHTTPHeaders = [KeyValuePair.Create("Authorization", $"Bearer {key}")],
            }
        );
        Assert.Equal(200, (await script.GetAsync("/sources")).Status);

        await page.ClickAsync("button[aria-label='Revoke ci']");
        await page.ClickAsync(".form-dialog button[type=submit]");
        await page.WaitForSelectorAsync("tr:has-text('ci') .badge:has-text('revoked')");
        Assert.Equal(401, (await script.GetAsync("/sources")).Status);
    }

    private static async Task<string> SetUpAFactorAsync(PortalBrowser person, PageCheck check)
    {
        await person.GoAsync("/portal/account");
        await person.Page.WaitForSelectorAsync(".sessions tbody tr");
        await check.CheckAsync("account");
        await person.Page.ClickAsync("button:has-text('Set up')");
        var secret = await person.Page.InnerTextAsync(".factor-secret");
        await check.CheckAsync("setting up a second factor");
        await person.Page.FillAsync("#factor-code", Code(secret, 0));
        await person.Page.ClickAsync("button:has-text('Turn on')");
        await person.Page.WaitForSelectorAsync("#secret");
        await check.CheckAsync("recovery codes");
        await person.Page.ClickAsync("button:has-text('I have it')");
        await person.Page.WaitForSelectorAsync("button:has-text('New recovery codes')");
        return secret;
    }

    private static string Code(string secret, int ahead) =>
        Totp.Code(secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + ahead);
}
