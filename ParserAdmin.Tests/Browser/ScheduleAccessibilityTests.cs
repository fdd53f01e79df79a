using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>
/// Schedules, dead letters and what auto would arm, with content, for people who cannot see them, see them badly, or see them on a phone.
/// </summary>
[Collection(LongRuns.Pages)]
public sealed class ScheduleAccessibilityTests
{
    private const string Added = "/scheduler/jobs/catalog-sync:broken:nightly";

    private const string Skip = """
        UPDATE parser_jobs SET status = 'skipped', reason = 'Mode is manual', trigger = 'schedule', schedule_id = 'catalog-sync:broken:nightly', started_at = NULL
        WHERE id = (SELECT max(id) FROM parser_jobs)
        """;

    [BrowserFact]
    public async Task SchedulesAndDeadLetters_InEveryState_BreakNoRuleAndFitAPhone()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var api = new ApiClient(http, portal.Address, PortalProcess.ApiKey);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.SignInAsync(browser, portal);
        var check = new PageCheck(person.Page);

        await OpenAsync(person, "/portal/dead-letters", ".empty");
        await check.CheckAsync("dead letters, none");
        await FailAsync(portal, api);
        await LookAtDeadLettersAsync(person, check);
        await LookAtSchedulesAsync(portal, person, check, api);
        check.AssertNothingFound();
        person.AssertNoErrors();
    }

    private static async Task LookAtDeadLettersAsync(PortalBrowser person, PageCheck check)
    {
        await OpenAsync(person, "/portal/dead-letters", ".group");
        await person.Page.ClickAsync(".expander");
        await person.Page.WaitForSelectorAsync(".letter");
        await check.CheckAsync("dead letters, one group open");
        await person.Page.ClickAsync(".group-actions button:has-text('Dismiss')");
        await person.Page.WaitForSelectorAsync(".dialog-form .preview");
        await check.CheckAsync("dead letters, dismiss dialog");
    }

    private static async Task LookAtSchedulesAsync(PortalProcess portal, PortalBrowser person, PageCheck check, ApiClient api)
    {
        await OpenAsync(person, "/portal/schedules", ".schedule-actions");
        await person.Page.ClickAsync("button:has-text('Add schedule')");
        await person.Page.ClickAsync(".dialog-form .mud-select");
        await person.Page.ClickAsync(".mud-popover-open .mud-list-item:has-text('A shop')");
        await person.Page.FillAsync("input[placeholder=nightly]", "nightly");
        await person.Page.FillAsync(".dialog-form .mono input", "* * * *");
        await person.Page.WaitForSelectorAsync(".dialog-form [role=alert]");
        await check.CheckAsync("schedules, adding one that is wrong");
        await person.Page.FillAsync(".dialog-form .mono input", "* * * * *");
        await person.Page.WaitForSelectorAsync(".dialog-form .preview li");
        await check.CheckAsync("schedules, adding one");
        await person.Page.ClickAsync(".form-dialog button[type=submit]");
        await person.Page.WaitForSelectorAsync(".schedule-name");

        // What is skipped in manual when the minute comes; the pages look the same without the wait.
        portal.Execute(Skip);
        (await api.PostAsync($"{Added}/pause", new { reason = "storm" })).Expect(200);
        await person.Page.WaitForSelectorAsync(".badge:has-text('paused')");
        await check.CheckAsync("schedules, one skipped and paused");
        await person.Page.ClickAsync("button:has-text('Delete')");
        await person.Page.WaitForSelectorAsync(".form-dialog .mud-button-filled-error");
        await check.CheckAsync("schedules, delete dialog");
        await person.Page.ClickAsync(".form-dialog button:has-text('Cancel')");
        await person.Page.ClickAsync("a.skipped");
        await person.Page.WaitForSelectorAsync("main .jobs-table tbody tr");
        await check.CheckAsync("jobs of a schedule");
        (await api.PostAsync($"{Added}/resume")).Expect(200);
        await OpenAsync(person, "/portal/schedules?view=next", "[aria-label='Next runs of all schedules'] tbody tr");
        await check.CheckAsync("schedules, next runs");
        await person.OpenModeDialogAsync("auto");
        await person.Page.ClickAsync(".skipped summary");
        await check.CheckAsync("mode dialog with skipped slots");
    }

    /// <summary>A source at an address that may not be reached fails for good at once.</summary>
    private static async Task FailAsync(PortalProcess portal, ApiClient api)
    {
        (await api.SendTextAsync(HttpMethod.Post, "/sources", TestSources.Yaml("broken"), "application/yaml")).Expect(201);
        for (var run = 1; run <= 2; run++)
        {
            (await api.PostAsync("/tasks", new { task = "catalog-sync", sourceId = "broken" })).Expect(202);
            await portal.UntilAsync(
                "SELECT count(*) FROM parser_jobs WHERE status = 'failed'",
                rows => (long)rows[0][0]! == run,
                TimeSpan.FromSeconds(20)
            );
        }
    }

    private static async Task OpenAsync(PortalBrowser person, string path, string ready)
    {
        await person.GoAsync(path);
        await person.Page.WaitForSelectorAsync(ready);
    }
}
