using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>From the dashboard's charts to the jobs behind them, and to the state of the program.</summary>
[Collection(LongRuns.Browsers)]
public sealed class DashboardTests
{
    [BrowserFact]
    public async Task Dashboard_ARunEnds_ItsBarLeadsToItAndTheTimelineByKeyboard()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        await portal.UntilAsync("SELECT id FROM sources", rows => rows.Count == 1, TimeSpan.FromSeconds(20));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.SignInAsync(browser, portal);
        var page = person.Page;
        await page.ClickAsync("button:has-text('Run it now')");
        await page.WaitForSelectorAsync("article.job");

        // It is on the timeline while it runs; the dashboard is live, so its end is in the bars without a reload.
        await page.WaitForSelectorAsync("[aria-label='Timeline by source'] a.mark.live");
        await person.MarkAsync();
        await page.ClickAsync("article.job button:has-text('Cancel')");
        await page.WaitForSelectorAsync(".bar:last-child .part.warn");
        await person.AssertNotReloadedAsync();

        await page.FocusAsync(".bar[tabindex='0']");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.WaitForSelectorAsync(".bar:nth-last-child(2):focus");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForSelectorAsync(".bar:last-child:focus");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("main tbody tr:has-text('cancelled')");
        Assert.Contains("from=", page.Url, StringComparison.Ordinal);

        await page.ClickAsync(".nav a[href='portal/system']");
        await page.WaitForSelectorAsync("[aria-label=Nodes] tbody tr:has-text('alive')");
        await page.WaitForSelectorAsync("[aria-label=Health] li:has-text('Database') .badge.good");
        person.AssertNoErrors();
    }
}
