using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>Every page in each of its states, for people who cannot see it, see it badly, or see it on a phone.</summary>
[Collection(LongRuns.Browsers)]
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
    }

    private static async Task LookAtEmptyPagesAsync(PortalBrowser person, PageCheck check)
    {
        await OpenAsync(person, "/", "section.welcome");
        await check.CheckAsync("dashboard, fresh");
        await OpenAsync(person, "/portal/jobs", ".empty");
        await check.CheckAsync("jobs, none");
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
        await person.Page.WaitForSelectorAsync(".rz-notification-item");
        await check.CheckAsync("dashboard, running, with a notice");
        await person.Page.ClickAsync("article.job a.job-name");
        await person.Page.WaitForSelectorAsync(".line .message");
        await check.CheckAsync("job, running");
    }

    private static async Task LookAtFilledPagesAsync(PortalBrowser person, PageCheck check)
    {
        await OpenAsync(person, "/portal/jobs", "main .table tbody tr");
        await check.CheckAsync("jobs");
        await OpenAsync(person, "/portal/items", "main a[href^='/portal/items/']");
        await check.CheckAsync("items");
        await person.Page.ClickAsync("main a[href^='/portal/items/']");
        await person.Page.WaitForSelectorAsync("#item-fields");
        await check.CheckAsync("item");
        await OpenAsync(person, "/portal/audit", ".audit-row");
        await person.Page.ClickAsync(".expander");
        await person.Page.WaitForSelectorAsync(".audit-detail");
        await check.CheckAsync("audit, expanded");
        await OpenAsync(person, "/portal/sources", "main .table tbody tr");
        await check.CheckAsync("sources");
        await OpenAsync(person, "/portal/sources/demo", "#definition-head");
        await check.CheckAsync("source");
        await OpenAsync(person, "/portal/new-source", "textarea");
        await check.CheckAsync("new source");
        await OpenAsync(person, "/portal/sources/demo/studio", ".trial-form");
        await person.Page.ClickAsync("button:has-text('Fetch once')");
        await person.Page.WaitForSelectorAsync(".row-body");
        await check.CheckAsync("studio, with a page");
        await OpenAsync(person, "/portal/sources/demo", "#definition-head");
        await person.Page.ClickAsync("button:has-text('Delete')");
        await person.Page.WaitForSelectorAsync(".dialog-form input");
        await check.CheckAsync("delete a source");
        await person.Page.ClickAsync(".dialog-form button:has-text('Cancel')");
        await person.OpenModeDialogAsync("auto");
        await person.Page.WaitForSelectorAsync(".dialog-form .table");
        await check.CheckAsync("mode dialog");
    }

    private static async Task LookAtTheStopAsync(PortalBrowser person, PageCheck check)
    {
        await OpenAsync(person, "/", "article.job, .quiet");
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
