using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>Every page in each of its states, for people who cannot see it, see it badly, or see it on a phone.</summary>
[Collection(LongRuns.Pages)]
public sealed class AccessibilityTests
{
    [BrowserFact]
    public async Task Pages_InEveryState_BreakNoRuleAndFitAPhone()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        await portal.UntilAsync("SELECT id FROM sources", rows => rows.Count == 1, TimeSpan.FromSeconds(10));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, portal.Address);
        var (page, check) = (person.Page, new PageCheck(person.Page));

        await page.GotoAsync("/account/sign-in");
        await check.CheckAsync("sign-in");
        await page.GotoAsync("/account/first?token=spent");
        await check.CheckAsync("spent link");
        await person.SignInAsync();
        await LookAtEmptyPagesAsync(person, check);
        await LookAtARunAsync(person, check);
        await LookAtFilledPagesAsync(person, check);
        await LookAtTheStopAsync(person, check);
        check.AssertNothingFound();
        person.AssertNoErrors();
    }

    [BrowserFact]
    public async Task FirstStart_Form_BreaksNoRuleAndFitsAPhone()
    {
        await using var portal = new PortalProcess(bootstrap: false);
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, portal.Address);
        var check = new PageCheck(person.Page);

        await person.Page.GotoAsync(portal.FirstLink);
        await person.Page.WaitForSelectorAsync("#repeated");
        await check.CheckAsync("first start");
        await person.Page.GotoAsync("/account/sign-in");
        await person.Page.WaitForSelectorAsync("text=There is no admin yet.");
        await check.CheckAsync("sign-in before there is an admin");
        check.AssertNothingFound();
        person.AssertNoErrors();
    }

    private static async Task LookAtEmptyPagesAsync(PortalBrowser person, PageCheck check)
    {
        await OpenAsync(person, "/", "section.welcome");
        await check.CheckAsync("dashboard, fresh");
        await OpenAsync(person, "/portal/jobs", ".empty");
        await check.CheckAsync("jobs, none");
        await OpenAsync(person, "/portal/logs", ".empty");
        await check.CheckAsync("logs, none");
        await OpenAsync(person, "/portal/items", ".empty");
        await check.CheckAsync("items, none");
        await OpenAsync(person, "/portal/no-such-page", "text=There is no such page");
        await check.CheckAsync("no such page");
    }

    private static async Task LookAtARunAsync(PortalBrowser person, PageCheck check)
    {
        await OpenAsync(person, "/", "section.welcome");
        await person.Page.ClickAsync("button:has-text('Run it now')");
        await person.Page.WaitForSelectorAsync("article.job [role=progressbar]");
        await person.Page.WaitForSelectorAsync(".notices .mud-alert");
        await check.CheckAsync("dashboard, running, with a notice");
        await person.Page.ClickAsync("article.job a.job-name");
        await person.Page.WaitForSelectorAsync(".line .message");
        await check.CheckAsync("job, running");
    }

    private static async Task LookAtFilledPagesAsync(PortalBrowser person, PageCheck check)
    {
        await OpenAsync(person, "/portal/jobs", "main .jobs-table tbody tr");
        await check.CheckAsync("jobs");
        await OpenAsync(person, "/", "[aria-label='Timeline by source'] a.mark");
        await check.CheckAsync("dashboard, with runs");
        await OpenAsync(person, "/portal/system", "[aria-label=Nodes] tbody tr");
        await check.CheckAsync("system");
        await OpenAsync(person, "/portal/logs", ".line .message");
        await check.CheckAsync("logs");
        await OpenAsync(person, "/portal/items", "main a[href^='portal/items/']");
        await person.Page.WaitForSelectorAsync("main img[src^='images/']");
        await check.CheckAsync("items");
        await person.Page.ClickAsync("main a[href^='portal/items/']");
        await person.Page.WaitForSelectorAsync("#item-fields");
        await check.CheckAsync("item");
        await OpenAsync(person, "/portal/audit", ".audit-row");
        await person.Page.ClickAsync(".expander");
        await person.Page.WaitForSelectorAsync(".audit-detail");
        await check.CheckAsync("audit, expanded");
        await GoByKeysAsync(person.Page, check);
        await OpenAsync(person, "/portal/sources", ".sources-table tbody tr");
        await person.Page.CheckAsync(".sources-table tbody input[type=checkbox]");
        await person.Page.WaitForSelectorAsync(".bulk");
        await check.CheckAsync("sources, one chosen");
        foreach (var tab in (string[])["overview", "runs", "items", "definition", "settings", "expectations"])
        {
            await OpenAsync(person, $"/portal/sources/demo?tab={tab}", ".tabs [aria-current]");
            await check.CheckAsync($"source, {tab}");
        }

        await WriteADefinitionAsync(person, check);
        await OpenAsync(person, "/portal/new-source", ".editor.coded");
        await check.CheckAsync("new source");
        await OpenAsync(person, "/portal/sources/demo/studio", ".trial-form");
        await person.Page.ClickAsync("button:has-text('Fetch once')");
        await person.Page.WaitForSelectorAsync(".row-body");
        await check.CheckAsync("studio, with a page");
        await OpenAsync(person, "/portal/sources/demo", ".tabs");
        await person.Page.ClickAsync("button:has-text('Delete')");
        await person.Page.WaitForSelectorAsync(".dialog-form input");
        await check.CheckAsync("delete a source");
        await person.Page.ClickAsync(".form-dialog button:has-text('Cancel')");
        await person.OpenModeDialogAsync("auto");
        await person.Page.WaitForSelectorAsync(".dialog-form .table");
        await check.CheckAsync("mode dialog");
    }

    /// <summary>The editor completes by the schema, marks what is wrong, and keeps a draft over a reload.</summary>
    private static async Task WriteADefinitionAsync(PortalBrowser person, PageCheck check)
    {
        var page = person.Page;
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await OpenAsync(person, "/portal/sources/demo?tab=definition", ".editor.coded");
        await page.ClickAsync(".cm-content");
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync("\nprio");
        await page.WaitForSelectorAsync(".cm-tooltip-autocomplete li:has-text('priority')");
        await check.CheckAsync("definition, completing");
        await page.Keyboard.PressAsync("Control+Space");
        await page.WaitForSelectorAsync(".cm-tooltip-autocomplete li:has-text('priority')");

        // For 75 ms the editor takes Enter for a line's end, lest a list that just opened be taken by somebody who types.
        await page.WaitForTimeoutAsync(250);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".cm-line:has-text('priority:')");
        await page.Keyboard.TypeAsync("urgent");
        await page.WaitForSelectorAsync(".cm-lintRange-error");
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("text=/The draft of .* is back/");

        // The editor draws only the lines in sight.
        await page.ClickAsync(".cm-content");
        await page.Keyboard.PressAsync("Control+End");
        await page.WaitForSelectorAsync(".cm-line:has-text('priority: urgent')");
        await page.ClickAsync("button:has-text('Discard my changes')");
        await page.WaitForSelectorAsync("button:has-text('Discard my changes')", new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>The palette and the keys of pages; in a field they are letters.</summary>
    private static async Task GoByKeysAsync(IPage page, PageCheck check)
    {
        await page.Keyboard.PressAsync("?");
        await page.WaitForSelectorAsync("dl.keys");
        await check.CheckAsync("keys");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync(".mud-dialog", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
        await page.Keyboard.PressAsync("Control+k");
        await page.WaitForSelectorAsync(".palette .entry");
        await check.CheckAsync("palette");
        await page.FocusAsync("#palette-find");
        await page.Keyboard.TypeAsync("settings");
        await page.WaitForSelectorAsync(".palette .entry.on:has-text('Settings')");
        await page.Keyboard.PressAsync("Enter");
        await page.FillAsync("#MaxConcurrency", "5");
        await page.WaitForSelectorAsync(".save .diff-row");
        await check.CheckAsync("settings, with a change");
        await page.FocusAsync("#settings-reason");
        await page.Keyboard.TypeAsync("gj?");
        Assert.Equal("gj?", await page.InputValueAsync("#settings-reason"));
        await page.ClickAsync("h1");
        await page.Keyboard.TypeAsync("gs");
        await PortalBrowser.AssertAtAsync(page, "/portal/sources$");
    }

    private static async Task LookAtTheStopAsync(PortalBrowser person, PageCheck check)
    {
        await OpenAsync(person, "/", "article.job, .quiet");
        await person.LiveAsync();
        await person.Page.ClickAsync(".stop-button");
        await person.Page.WaitForSelectorAsync("#stop-reason");
        await check.CheckAsync("stopped, asking why");
        await person.Page.ClickAsync("section.stopped button:has-text('Reset')");
        await person.Page.WaitForSelectorAsync("#reset-word");
        await check.CheckAsync("reset dialog");
        await person.Page.GotoAsync("/portal/stop");
        await check.CheckAsync("plain stop form");
    }

    private static async Task OpenAsync(PortalBrowser person, string path, string ready)
    {
        await person.Page.GotoAsync(path);
        await person.Page.WaitForSelectorAsync(ready);
    }
}
