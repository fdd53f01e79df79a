using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>A run with parameters: asked for beside "Run now", watched, and cancelled.</summary>
[Collection(LongRuns.Browsers)]
public sealed class RunWithTests
{
    [BrowserFact]
    public async Task RunWith_PagesAndHowFarBack_IsWatchedAndCancelled()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        await portal.UntilAsync("SELECT id FROM sources", rows => rows.Count == 1, TimeSpan.FromSeconds(20));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.SignInAsync(browser, portal, "/portal/sources");
        var page = person.Page;

        await page.ClickAsync("button[aria-label='Run Demo catalogue with…']");
        await page.ClickAsync(".mud-select:has(#run-mode)");
        await page.ClickAsync(".mud-popover-open .mud-list-item:has-text('historical')");
        await page.FillAsync("#run-pages", "12");
        await person.MarkAsync();
        await page.ClickAsync(".form-dialog button[type=submit]");

        await PortalBrowser.AssertAtAsync(page, "/portal/jobs/[0-9a-f-]{36}");
        await Assertions.Expect(page.Locator(".about")).ToContainTextAsync("historical, at most 12 pages");
        await portal.UntilAsync("SELECT count(*) FROM items", rows => (long)rows[0][0]! > 5, TimeSpan.FromSeconds(30));
        await page.ClickAsync(".page-actions button:has-text('Cancel')");
        await Assertions
            .Expect(page.Locator(".page-header"))
            .ToContainTextAsync("cancelled", new LocatorAssertionsToContainTextOptions { IgnoreCase = true, Timeout = 20_000 });
        await person.AssertNotReloadedAsync();

        Assert.Equal("""{"maxPages":12,"mode":"historical"}""", portal.Query("SELECT parameters FROM parser_jobs")[0][0]);
        person.AssertNoErrors();
    }
}
