using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>What somebody sees who starts the program for the first time, with nothing configured.</summary>
[Collection(LongRuns.Browsers)]
public sealed class FirstStartTests
{
    [BrowserFact]
    public async Task FirstStart_LinkOfTheConsole_LeadsToADashboardThatIsLiveInTwoBrowsers()
    {
        await using var portal = new PortalProcess(bootstrap: false);
        await portal.StartAsync();
        var link = portal.FirstLink;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var first = await PortalBrowser.OpenAsync(browser, portal.Address);
        await MakeAdminAsync(first.Page, link);
        await first.LiveAsync();
        Assert.Equal("/", new Uri(first.Page.Url).AbsolutePath);

        // The second waits on the empty list of items; the first clicks.
        await using var second = await PortalBrowser.SignInAsync(browser, portal, "/portal/items");
        await second.Page.WaitForSelectorAsync("text=press “Run now” on one");
        await first.MarkAsync();
        await second.MarkAsync();
        await first.Page.ClickAsync("button:has-text('Run it now')");
        await second.Page.WaitForSelectorAsync("main a[href^='portal/items/']");
        await first.Page.WaitForSelectorAsync("article.job");
        await second.AssertNotReloadedAsync();

        await FollowJobAsync(first.Page);
        await first.AssertNotReloadedAsync();

        await AssertSpentAsync(browser, portal, link);
        await LeaveAndComeBackAsync(first);
        first.AssertNoErrors();
        second.AssertNoErrors();
    }

    private static async Task MakeAdminAsync(IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.FillAsync("#email", PortalProcess.AdminEmail);
        await page.FillAsync("#password", PortalProcess.AdminPassword);
        await page.FillAsync("#repeated", PortalProcess.AdminPassword);
        await page.ClickAsync("button[type=submit]");
    }

    /// <summary>From the dashboard to the job: its progress moves and its lines come while one looks.</summary>
    private static async Task FollowJobAsync(IPage page)
    {
        await page.ClickAsync("article.job a.job-name");
        await page.WaitForSelectorAsync(".line .message");
        var before = await page.InnerTextAsync(".log-note");
        await page.WaitForFunctionAsync("before => document.querySelector('.log-note').innerText !== before", before);

        // A first crawl does not know how much there is, so its bar has no share; its words count on.
        var progress = await page.GetAttributeAsync("[role=progressbar]", "aria-valuetext");
        await page.WaitForFunctionAsync(
            "before => document.querySelector('[role=progressbar]')?.getAttribute('aria-valuetext') !== before",
            progress
        );
    }

    private static async Task AssertSpentAsync(IBrowser browser, PortalProcess portal, string link)
    {
        await using var late = await PortalBrowser.OpenAsync(browser, portal.Address);
        await late.Page.GotoAsync(link);
        Assert.Equal("This link no longer works", await late.Page.InnerTextAsync("h1"));
        Assert.Contains("If there is an admin, sign in.", await late.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await late.Page.ClickAsync("text=To the sign-in page");
        Assert.Equal("Sign in", await late.Page.InnerTextAsync("h1"));
    }

    private static async Task LeaveAndComeBackAsync(PortalBrowser person)
    {
        await person.Page.ClickAsync(".user-menu summary");
        await person.Page.ClickAsync("button:has-text('Sign out')");
        await person.Page.WaitForSelectorAsync("h1:has-text('Sign in')");
        await person.Page.GotoAsync("/portal/items");
        Assert.Equal("/account/sign-in", new Uri(person.Page.Url).AbsolutePath);
        await person.Page.FillAsync("input[type=email]", PortalProcess.AdminEmail);
        await person.Page.FillAsync("input[type=password]", PortalProcess.AdminPassword);
        await person.Page.ClickAsync("button[type=submit]");
        await person.LiveAsync();
        Assert.Equal("/portal/items", new Uri(person.Page.Url).AbsolutePath);
    }
}
