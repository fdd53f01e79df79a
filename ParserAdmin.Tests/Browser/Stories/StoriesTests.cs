using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser.Stories;

/// <summary>What people do in the course of a day, from its beginning to its end, several of them at once.</summary>
[Collection(LongRuns.Browsers)]
public sealed class StoriesTests(StoryPortal portal) : IClassFixture<StoryPortal>
{
    private const float Patience = 30_000;

    [BrowserFact]
    public async Task Schedule_Edited_IsSeenByAColleagueWhoFindsOutWhoDidIt()
    {
        const string schedules = "/portal/schedules?q=series-completion";
        const string row = "tr.schedule-row:has-text('series-completion')";
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var admin = await portal.OpenAsync(browser, PortalProcess.AdminEmail, schedules);
        await using var colleague = await portal.OpenAsync(browser, StoryPortal.ColleagueEmail, schedules);
        await colleague.Page.WaitForSelectorAsync($"{row} .when-cell:has-text('03:00 UTC')");
        await colleague.MarkAsync();

        await admin.Page.ClickAsync($"{row} button:has-text('Edit')");
        await Expect(admin.Page.Locator(".dialog-form .mono input")).ToHaveValueAsync("0 3 2 * *", new() { Timeout = Patience });
        await admin.Page.FillAsync(".dialog-form .mono input", "30 4 2 * *");
        await admin.Page.WaitForSelectorAsync(".dialog-form .preview p:has-text('04:30 UTC')");
        await admin.Page.ClickAsync(".form-dialog button[type=submit]");
        await admin.Page.WaitForSelectorAsync(".form-dialog", new() { State = WaitForSelectorState.Detached });
        await colleague.Page.WaitForSelectorAsync($"{row} .when-cell:has-text('04:30 UTC')");

        // "Who changed that?" By words, then all that was ever done to it.
        await colleague.Page.ClickAsync(".nav a[href='portal/audit']");
        await colleague.Page.FillAsync(".audit-page .find input", "changed the schedule");
        await colleague.AssertAtAsync(@"/portal/audit\?q=changed");
        var entry = colleague.Page.Locator(".act-row");
        await Expect(entry).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Expect(entry).ToContainTextAsync(PortalProcess.AdminEmail);
        await colleague.Page.ClickAsync(".act-row .expander");
        var changed = colleague.Page.Locator(".audit-detail .diff-row:has-text('Cron')");
        await Expect(changed.Locator("del")).ToContainTextAsync("0 3 2 * *", new() { Timeout = Patience });
        await Expect(changed.Locator("ins")).ToContainTextAsync("30 4 2 * *");
        await colleague.Page.ClickAsync(".audit-detail a:has-text('All that was done to it')");
        await colleague.AssertAtAsync("entityType=schedules");
        await Expect(colleague.Page.Locator(".act-row").First).ToContainTextAsync("changed the schedule", new() { Timeout = Patience });
        await colleague.AssertNotReloadedAsync();
        admin.AssertNoErrors();
        colleague.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Role_TakenFromWhoLooks_DisablesTheirButtonsAndRefusesWhatTheyPress()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var admin = await portal.OpenAsync(browser, PortalProcess.AdminEmail, "/portal/people");
        await using var leaver = await portal.OpenAsync(browser, StoryPortal.LeaverEmail, "/portal/sources");

        // About to pause a source when it happens.
        await leaver.Page.ClickAsync("button[aria-label='Pause Demo catalogue']");
        await leaver.Page.FillAsync("#reason", "the shop moves house");
        await leaver.MarkAsync();
        await admin.Page.ClickAsync($"button[aria-label='What to do with {StoryPortal.LeaverEmail}']");
        await admin.Page.ClickAsync(".mud-menu-item:has-text('Change the role…')");
        await admin.Page.ClickAsync(".form-dialog label:has-text('viewer')");
        await admin.Page.ClickAsync(".form-dialog button[type=submit]");
        await admin.Page.WaitForSelectorAsync($"tr:has-text('{StoryPortal.LeaverEmail}') td:has-text('viewer')");

        // Without a reload: every button on the page, and the mode at its top.
        foreach (var act in (string[])["Run now: Demo catalogue", "Pause Demo catalogue"])
        {
            var button = leaver.Page.Locator($"button[aria-label='{act}']");
            await Expect(button).ToBeDisabledAsync(new() { Timeout = Patience });
            await Expect(button).ToHaveAttributeAsync("title", "Needs the role operator; you have viewer. Ask an admin.");
        }

        await leaver.Page.WaitForSelectorAsync(".mode-choice:disabled");

        // What was open already, and STOP, which no role hides, are refused.
        await leaver.Page.ClickAsync(".form-dialog button[type=submit]");
        await leaver.Page.WaitForSelectorAsync(".form-dialog [role=alert]:has-text('needs the role operator')");
        await leaver.Page.ClickAsync(".form-dialog button:has-text('Cancel')");
        await leaver.Page.ClickAsync(".stop-button");
        await leaver.Page.WaitForSelectorAsync("[data-stop-status]:has-text('role')");

        var trail = await portal.TrailAsync(StoryPortal.LeaverEmail);
        foreach (var action in (string[])["source.pause", "emergency-stop"])
            Assert.Equal([AuditOutcome.Denied], trail.Where(entry => entry.Action == action).Select(entry => entry.Outcome).Distinct());
        await leaver.AssertNotReloadedAsync();
        admin.AssertNoErrors();
        leaver.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Circuit_LostMidway_StopsAllTheSameAndComesBackByItself()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, portal.Host.Address);
        var line = await CircuitLine.OfAsync(person.Context);
        await person.SignInAsync();
        await person.GoAsync("/portal/items");
        await person.MarkAsync();
        await RunAsync();
        await person.Page.WaitForSelectorAsync("main a[href^='portal/items/']");

        await line.CutAsync();
        await person.Page.WaitForSelectorAsync("html[data-circuit=lost]", new() { State = WaitForSelectorState.Attached });
        await Expect(person.Page.Locator("#components-reconnect-modal strong")).ToBeVisibleAsync(new() { Timeout = Patience });
        var answer = await person.Page.RunAndWaitForResponseAsync(
            () => person.Page.ClickAsync(".stop-button"),
            response => response.Url.EndsWith("/portal/stop", StringComparison.Ordinal)
        );

        Assert.Equal(200, answer.Status);
        Assert.Contains("Stopped.", await answer.TextAsync(), StringComparison.Ordinal);
        var settings = await portal.Host.Services.GetRequiredService<SettingsStore>().ReadAsync(CancellationToken.None);
        Assert.Equal((true, PortalProcess.AdminEmail), (settings.Stopped, settings.StoppedBy));

        // The page was not left: once the connection is back, it tells by itself what became of the stop.
        line.Mend();
        await Expect(person.Page.Locator("section.stopped")).ToContainTextAsync(PortalProcess.AdminEmail, new() { Timeout = Patience });
        await Expect(person.Page.Locator(".stopped-ack")).ToContainTextAsync("1/1 nodes acknowledged", new() { Timeout = Patience });
        await person.Page.ClickAsync(".nav a[href='portal/jobs']");
        await person.Page.WaitForSelectorAsync(".jobs-table tbody tr:has-text('Emergency stop') .badge:has-text('cancelled')");
        await person.AssertNotReloadedAsync();
        person.AssertPolicyHeld();
    }

    private async Task RunAsync()
    {
        var asked = await portal
            .Host.Services.GetRequiredService<JobCommands>()
            .RequestAsync(Actor.System, CatalogSync.Definition.Name, "demo", JobParameters.None, JobTrigger.Person, CancellationToken.None);
        Assert.True(asked.Succeeded, asked.Message);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
