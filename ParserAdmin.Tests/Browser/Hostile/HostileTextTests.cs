using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser.Hostile;

/// <summary>Whatever a site or a person wrote is shown as text: nothing of it becomes markup, runs, or has a browser ask anybody.</summary>
[Collection(LongRuns.Browsers)]
public sealed class HostileTextTests : IAsyncLifetime
{
    private const string AllColumns = "source,kind,status,price,series,creators,genres,published,seen,lastseen,changed";

    private readonly PortalHost _host = new();

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _host.AddAdminAsync();
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [BrowserFact]
    public async Task Pages_OfHostileTexts_ShowThemAsText()
    {
        var stored = await HostileRecords.StoreAsync(_host);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, _host.Address);
        var trap = await MarkupTrap.SetAsync(person, _host.Address);
        await person.SignInAsync();

        foreach (var (path, fields) in Pages(stored))
        {
            await person.GoAsync(path);
            await person.Page.WaitForSelectorAsync("main h1");
            await trap.AssertShownAsTextAsync(path, fields);
        }

        await LookIntoDetailsAsync(person, trap, stored);
        await UseDialogsAsync(person, trap, stored);
        await TryInTheStudioAsync(person, trap);
        await PauseAndStopAsync(person, trap);
        person.AssertNoErrors();

        // A trap that notices nothing would pass every page.
        await person.Page.EvaluateAsync("text => document.body.insertAdjacentHTML('beforeend', text)", HostileText.Of("sprung"));
        await person.Page.WaitForFunctionAsync("() => window.sprung.length > 0");
        Assert.Contains(await trap.LookAsync(), found => found.Contains("i-trap", StringComparison.Ordinal));
    }

    private static (string Path, string[] Fields)[] Pages(HostileRecords stored) =>
        [
            ("/", ["source", "line"]),
            ("/portal/sources", ["source"]),
            ("/portal/sources/hostile", ["source", "actor"]),
            ("/portal/sources/hostile?tab=runs", ["source", "error"]),
            ("/portal/sources/hostile?tab=items", ["title-now", "status-now"]),
            ("/portal/sources/hostile?tab=settings", ["source"]),
            ("/portal/sources/hostile?tab=expectations", ["source"]),
            ("/portal/jobs", ["source", "error"]),
            ($"/portal/jobs?open={stored.Job}", ["error", "asker", "line"]),
            ($"/portal/jobs/{stored.Job}", ["error", "asker", "line"]),
            ("/portal/logs", ["line"]),
            ($"/portal/logs?q={Uri.EscapeDataString("<i-trap>")}", ["line"]),
            ("/portal/items", ["title-now", "status-now", "currency", "source"]),
            ($"/portal/items?columns={AllColumns}", ["title-now", "status-now", "currency", "series", "creator", "genre", "source"]),
            ("/portal/items?view=posters", ["title-now", "series"]),
            ($"/portal/items?creator={Uri.EscapeDataString(HostileText.Of("creator"))}", ["title-now", "creator"]),
            (
                $"/portal/items/{stored.Item}",
                [
                    "title-now",
                    "title-before",
                    "status-now",
                    "status-before",
                    "currency",
                    "series",
                    "creator",
                    "genre",
                    "attribute",
                    "value",
                    "id",
                ]
            ),
            ("/portal/schedules", ["source", "schedule"]),
            ("/portal/schedules?view=next", []),
            ("/portal/dead-letters", ["source", "letter"]),
            ("/portal/audit", ["actor", "schedule"]),
            ($"/portal/audit?actor={Uri.EscapeDataString(HostileText.Of("actor"))}", ["actor"]),
            ("/portal/settings", ["settings"]),
            ("/portal/people", []),
            ("/portal/keys", ["key", "actor"]),
            ("/portal/system", []),
        ];

    /// <summary>What is folded until somebody asks for it.</summary>
    private static async Task LookIntoDetailsAsync(PortalBrowser person, MarkupTrap trap, HostileRecords stored)
    {
        var page = person.Page;
        await person.GoAsync("/portal/dead-letters");
        await page.ClickAsync(".expander");
        await trap.AssertShownAsTextAsync("a group of dead letters", "letter", "letter-url");

        await person.GoAsync($"/portal/items/{stored.Item}");
        await page.ClickAsync("summary:has-text('Raw fields')");
        await page.WaitForSelectorAsync("pre.raw:visible");
        await trap.AssertShownAsTextAsync("the item's raw fields");

        await person.GoAsync($"/portal/jobs/{stored.Job}");
        foreach (var (line, field) in (IEnumerable<(string, string)>)[("line", "line"), ("read", "line-url")])
        {
            await page.ClickAsync($".line .message:has-text('{line}')");
            await page.WaitForSelectorAsync($".whole-text:has-text('{line}')");
            await trap.AssertShownAsTextAsync($"the line '{line}'", field);
        }

        await person.GoAsync("/portal/audit");
        await page.WaitForSelectorAsync(".expander");
        for (var entry = 0; entry < 5; entry++)
        {
            await page.Locator(".expander[aria-expanded=false]").First.ClickAsync();
            await page.WaitForSelectorAsync($".expander[aria-expanded=true] >> nth={entry}");
        }

        await trap.AssertShownAsTextAsync("audit entries", "settings", "schedule", "key");
    }

    private static async Task UseDialogsAsync(PortalBrowser person, MarkupTrap trap, HostileRecords stored)
    {
        var page = person.Page;
        await page.Keyboard.PressAsync("Control+k");
        await page.WaitForSelectorAsync("#palette-find:focus");
        await page.Keyboard.TypeAsync("<i-trap>");
        await page.WaitForSelectorAsync(".palette .entry:has-text('Pause')");
        await trap.AssertShownAsTextAsync("the palette", "source");
        await CloseAsync(page);

        await person.GoAsync($"/portal/items/{stored.Item}");
        await page.ClickAsync("button:has-text('Edit')");
        await page.WaitForSelectorAsync(".form-dialog form");
        await trap.AssertShownAsTextAsync("the dialog to edit an item");
        await CloseAsync(page);

        await person.OpenModeDialogAsync("auto");
        await page.WaitForSelectorAsync(".dialog-form .table");
        await trap.AssertShownAsTextAsync("the mode dialog");
        await CloseAsync(page);

        await person.GoAsync("/portal/keys");
        await page.ClickAsync("tr:has-text('key\"') button:has-text('Revoke')");
        await page.WaitForSelectorAsync(".form-dialog form");
        await trap.AssertShownAsTextAsync("the dialog to revoke a key", "key");
        await CloseAsync(page);
    }

    /// <summary>A page whose rows are hostile, and a definition that is.</summary>
    private static async Task TryInTheStudioAsync(PortalBrowser person, MarkupTrap trap)
    {
        var page = person.Page;
        await person.GoAsync("/portal/sources/hostile/studio");
        await page.ClickAsync("summary:has-text('Paste a page instead')");
        var title = System.Net.WebUtility.HtmlEncode(HostileText.Of("pasted"));
        await page.FillAsync("textarea[aria-label=\"The page's source\"]", $"<article data-id='1'><h2>{title}</h2></article>");
        await page.ClickAsync("button:has-text('Use this page')");
        await page.WaitForSelectorAsync(".row-body");
        await trap.AssertShownAsTextAsync("the studio", "pasted");
    }

    /// <summary>Reasons of people, where everybody reads them, and the words of a notice.</summary>
    private async Task PauseAndStopAsync(PortalBrowser person, MarkupTrap trap)
    {
        var page = person.Page;
        await person.GoAsync("/portal/sources/hostile");
        await page.ClickAsync("button:has-text('Pause')");
        await page.FillAsync("#reason", HostileText.Of("pause"));
        await trap.AssertShownAsTextAsync("the dialog to pause a source", "source");
        await page.ClickAsync(".form-dialog button[type=submit]");
        await trap.AssertShownAsTextAsync("a source that was paused", "pause");
        await person.GoAsync("/portal/sources");
        await trap.AssertShownAsTextAsync("sources, one paused", "pause");

        (await _host.Admin.PostAsync("/admin/parser/emergency-stop", new { reason = HostileText.Of("stop") })).Expect(200);
        await page.WaitForSelectorAsync("section.stopped");
        await trap.AssertShownAsTextAsync("the stop", "stop");
        await person.GoAsync("/portal/audit");
        await page.WaitForSelectorAsync(".audit-row");
        await trap.AssertShownAsTextAsync("the trail of the stop", "stop", "pause");
    }

    private static async Task CloseAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync(".mud-dialog", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
    }
}
