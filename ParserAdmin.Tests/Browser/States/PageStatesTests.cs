using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ParserAdmin.Core.Data;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser.States;

/// <summary>
/// What pages show when something is wrong, rare, or open, for people who cannot see it, see it badly, or see it on a phone.
/// </summary>
[Collection(LongRuns.Pages)]
public sealed class PageStatesTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Main = "main";

    [BrowserFact]
    public async Task Pages_WithTroubleOrSomethingOpen_BreakNoRuleAndFitAPhone()
    {
        await host.AddPeopleAsync();
        await host.AddShelfAsync();
        var jobs = await host.AddJobsAsync();
        var item = await host.AddItemAsync();
        await host.AddQuarantineAsync();
        await host.AddCoolingHostAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, host.Address);
        await person.SignInAsync();
        var check = new PageCheck(person.Page);

        await LookAtJobsAsync(person, check, jobs);
        await LookAtItemsAsync(person, check, item);
        await OpenAsync(person, "/", "section[aria-label='Latest warnings and errors'] li");
        await check.CheckAsync("dashboard, with trouble", Main);
        await OpenAsync(person, $"/portal/sources/{StoredStates.Source}", ".notice.warn");
        await check.CheckAsync("source, not trusted", Main);
        await LookAtTheStudioAsync(person, check);
        await LookAtConflictAsync(person, check);
        await DialogStates.LookAsync(person, check, item, jobs.Failed);
        await LookAtBrokenAsync(person, check);
        check.AssertNothingFound();
        person.AssertNoErrors();
    }

    private static async Task LookAtJobsAsync(PortalBrowser person, PageCheck check, (Guid Failed, Guid Waiting, Guid Lost) jobs)
    {
        await OpenAsync(person, $"/portal/jobs/{jobs.Failed}", ".notice.bad");
        await check.CheckAsync("job, failed", Main);
        await OpenAsync(person, $"/portal/jobs/{jobs.Waiting}", ".countdown");
        await check.CheckAsync("job, waiting", Main);
        await OpenAsync(person, $"/portal/jobs/{jobs.Lost}", ".notice.bad");
        await check.CheckAsync("job, lost", Main);
        await OpenAsync(person, $"/portal/jobs?open={jobs.Failed}", "aside.detail .notice.bad");
        await check.CheckAsync("jobs, one open");
    }

    private static async Task LookAtItemsAsync(PortalBrowser person, PageCheck check, string item)
    {
        await OpenAsync(person, "/portal/items?view=posters", ".posters li");
        await check.CheckAsync("items, posters", Main);
        await OpenAsync(person, "/portal/items", "button:has-text('Columns')");
        await check.CheckOnAPhoneAsync("items, facets", () => person.Page.ClickAsync(".narrow-button"));
        await OpenAsync(person, "/portal/items", "button:has-text('Columns')");
        await person.Page.ClickAsync("button:has-text('Columns')");
        await person.Page.WaitForSelectorAsync(".mud-popover-open .mud-menu-item");
        await check.CheckAsync("items, columns", ".mud-popover-open");
        await OpenAsync(person, $"/portal/items/{item}", "#item-timeline");
        await check.CheckAsync("item, with a price chart", Main);
    }

    private static async Task LookAtTheStudioAsync(PortalBrowser person, PageCheck check)
    {
        await OpenAsync(person, $"/portal/sources/{StoredStates.Source}/studio", ".editor.coded");
        await person.Page.ClickAsync("summary:has-text('Paste a page instead')");
        await person.Page.FillAsync("textarea[aria-label=\"The page's source\"]", "<p>Nothing that the definition looks for</p>");
        await person.Page.Keyboard.PressAsync("Tab");
        await person.Page.ClickAsync("button:has-text('Use this page')");
        await person.Page.WaitForSelectorAsync(".trial [role=status] strong");
        await check.CheckAsync("studio, nothing found", Main);
        await person.Page.ClickAsync(".cm-content");
        await person.Page.Keyboard.PressAsync("Control+End");
        await person.Page.Keyboard.TypeAsync("\nnonsense: 1");
        await person.Page.WaitForSelectorAsync(".cm-lintRange-error");
        await check.CheckAsync("studio, with an error", Main);
        person.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
    }

    /// <summary>Somebody else saved meanwhile.</summary>
    private async Task LookAtConflictAsync(PortalBrowser person, PageCheck check)
    {
        await OpenAsync(person, "/portal/settings", "#MaxConcurrency");
        await person.Page.FillAsync("#MaxConcurrency", "7");
        await person.Page.WaitForSelectorAsync(".save .diff-row");
        var version = (await host.Admin.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        (
            await host.Admin.PatchAsync(
                "/admin/parser/settings",
                new
                {
                    maxConcurrency = 6,
                    version,
                    reason = "quicker",
                }
            )
        ).Expect(200);
        await person.Page.WaitForSelectorAsync("text=/changed the settings meanwhile/");
        await check.CheckAsync("settings, changed meanwhile", Main);
    }

    private async Task LookAtBrokenAsync(PortalBrowser person, PageCheck check)
    {
        await using (var context = await host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync())
            await host.SqlAsync(context.Dialect.DropAuditTriggers);
        await host.SqlAsync("UPDATE audit_logs SET actor_name = 'nobody' WHERE sequence = 2");
        await OpenAsync(person, "/portal/audit", ".audit-row");
        await person.Page.ClickAsync("button:has-text('Verify')");
        await person.Page.WaitForSelectorAsync("main [role=alert]");
        await check.CheckAsync("audit, a broken chain", Main);

        await host.SqlAsync("ALTER TABLE items RENAME TO items_away");
        await person.Page.GotoAsync("/portal/items");
        await person.Page.WaitForSelectorAsync("section.fault");
        await check.CheckAsync("a page that failed", Main);
        await host.SqlAsync("ALTER TABLE items_away RENAME TO items");
    }

    private static async Task OpenAsync(PortalBrowser person, string path, string ready)
    {
        await person.GoAsync(path);
        await person.Page.WaitForSelectorAsync(ready);
    }
}
