using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>Schedules, as an admin works with them: found, paused together, built anew.</summary>
[Collection(LongRuns.Browsers)]
public sealed class SchedulesTests
{
    [BrowserFact]
    public async Task Schedules_FoundPausedTogetherAndBuilt_ShowItAtOnce()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        await portal.UntilAsync("SELECT id FROM sources", rows => rows.Count == 1, TimeSpan.FromSeconds(20));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.SignInAsync(browser, portal, "/portal/schedules");
        var page = person.Page;
        await page.WaitForSelectorAsync("tr.schedule-row");
        await person.MarkAsync();

        await page.Keyboard.PressAsync("/");
        await page.WaitForSelectorAsync(".find input:focus");
        await page.Keyboard.TypeAsync("completion");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('tr.schedule-row').length === 2");
        Assert.EndsWith("/portal/schedules?q=completion", page.Url, StringComparison.Ordinal);
        await page.CheckAsync(".bulk input[type=checkbox]");
        await page.ClickAsync(".bulk button:has-text('Pause')");
        await page.FillAsync("#reason", "the shop moves house");
        await page.ClickAsync(".form-dialog button[type=submit]");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('tr.schedule-row .badge.warn').length === 2");
        Assert.Equal(2L, portal.Query("SELECT count(*) FROM schedules WHERE pause_reason = 'the shop moves house'")[0][0]);

        await page.ClickAsync(".notice-card:has-text('2 schedules are paused.') .notice-undo");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('tr.schedule-row .badge.warn').length === 0");
        Assert.Equal(0L, portal.Query("SELECT count(*) FROM schedules WHERE paused")[0][0]);

        await page.ClickAsync("button:has-text('Add schedule')");
        await page.ClickAsync(".dialog-form .builder .mud-select");
        await page.ClickAsync(".mud-popover-open .mud-list-item:has-text('on certain weekdays')");
        await page.ClickAsync(".day:has-text('FRI')");
        await page.WaitForSelectorAsync(".fields dd:has-text('Monday, Friday')");
        Assert.Equal("0 3 * * MON,FRI", await page.InputValueAsync(".dialog-form .mono input"));
        await page.WaitForSelectorAsync(".dialog-form .preview li >> nth=4");
        await page.FillAsync("input[placeholder=nightly]", "twice");
        await page.ClickAsync(".form-dialog button[type=submit]");
        await page.FillAsync(".find input", "twice");
        await page.WaitForSelectorAsync(".schedule-name:has-text('twice')");

        await page.ClickAsync(".views a:has-text('Next runs')");
        await page.WaitForSelectorAsync("[aria-label='Next runs of all schedules'] tbody tr:has-text('twice')");
        await person.AssertNotReloadedAsync();
        person.AssertNoErrors();
    }
}
