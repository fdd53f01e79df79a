using System.Diagnostics;
using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>The mode switch, clicked in real browsers on the real program.</summary>
[Collection(RealProcesses.Name)]
public sealed class ModeTests
{
    [BrowserFact]
    public async Task Switch_ToAutoAndBack_StartsAScheduledCrawlAndEndsItKeepingWhatItParsed()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        await portal.UntilAsync("SELECT id FROM sources", rows => rows.Count == 1, TimeSpan.FromSeconds(10));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var first = await PortalBrowser.SignInAsync(browser, portal);
        await using var second = await PortalBrowser.SignInAsync(browser, portal, "/portal/jobs");
        await second.MarkAsync();

        var watch = Stopwatch.StartNew();
        await first.SwitchModeAsync("auto", "the catalogue looks well");
        await second.Page.WaitForSelectorAsync("main a[href*='portal/jobs/']");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await second.Page.WaitForSelectorAsync(".mode-choice.on:has-text('Auto')");
        Assert.Equal("schedule", portal.Query("SELECT \"trigger\" FROM parser_jobs")[0][0]);

        await portal.UntilAsync("SELECT count(*) FROM items", rows => (long)rows[0][0]! > 10, TimeSpan.FromSeconds(20));
        await second.SwitchModeAsync("manual", "enough for today");
        var ended = await portal.UntilAsync(
            "SELECT status, reason FROM parser_jobs",
            rows => (string)rows[0][0]! == "cancelled",
            TimeSpan.FromSeconds(5)
        );
        Assert.Contains("Mode changed", (string)ended[0][1]!, StringComparison.Ordinal);
        Assert.True((long)portal.Query("SELECT count(*) FROM items")[0][0]! > 10);
        await first.Page.WaitForSelectorAsync(".mode-choice.on:has-text('Manual')");
        await second.Page.WaitForSelectorAsync("main .badge:has-text('cancelled')");
        await second.AssertNotReloadedAsync();
        first.AssertNoErrors();
        second.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Switch_DecidedOnOldSettings_IsToldWhatChangedMeanwhile()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var first = await PortalBrowser.SignInAsync(browser, portal);
        await using var second = await PortalBrowser.SignInAsync(browser, portal);
        await second.Page.WaitForSelectorAsync(".safety-note:has-text('Schedules start nothing')");
        var place = await PlaceOfSearchAsync(second.Page);
        await second.OpenModeDialogAsync("auto");

        await first.SwitchModeAsync("auto", "I was quicker");
        await second.Page.WaitForSelectorAsync(".mode-choice.on:has-text('Auto')");
        await second.Page.WaitForSelectorAsync(".safety-note:not(:has-text('Schedules start nothing'))");
        Assert.Equal(place, await PlaceOfSearchAsync(second.Page));
        await second.Page.FillAsync("#reason", "I did not know");
        await second.Page.ClickAsync(".form-dialog button[type=submit]");

        var words = await (await second.Page.WaitForSelectorAsync(".form-dialog [role=alert]"))!.InnerTextAsync();
        Assert.Contains("The settings changed meanwhile", words, StringComparison.Ordinal);
        Assert.Contains("I was quicker", words, StringComparison.Ordinal);
        Assert.Equal("I was quicker", portal.Query("SELECT update_reason FROM parser_settings")[0][0]);
        first.AssertNoErrors();
        second.AssertNoErrors();
    }

    /// <summary>Left edge and width: the words beside the mode are as long as they are, and push nothing aside.</summary>
    private static async Task<(float Left, float Width)> PlaceOfSearchAsync(IPage page)
    {
        var box = await page.Locator(".find-or-do").BoundingBoxAsync();
        return (box!.X, box.Width);
    }
}
