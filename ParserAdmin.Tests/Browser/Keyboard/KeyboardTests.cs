using System.Diagnostics;
using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser.Keyboard;

/// <summary>The portal without a mouse: every page, its dialogs and its menus.</summary>
[Collection(LongRuns.Browsers)]
public sealed class KeyboardTests(PortalHost host) : IClassFixture<PortalHost>, IAsyncLifetime
{
    private IPlaywright _playwright = default!;
    private IBrowser _browser = default!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Chromium.Path))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        if ((await host.Admin.GetAsync("/people")).Expect(200).GetProperty("items").GetArrayLength() == 0)
            await host.AddAdminAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    [BrowserFact]
    public async Task Pages_WalkedByTab_ReachEverythingInOrderWithTheFocusInSight()
    {
        var addresses = await PortalAddresses.AllAsync(host);
        await RestAsync();
        await using var person = await SignInAsync();
        var walk = new KeyboardWalk(person.Page);

        foreach (var address in addresses)
        {
            await person.GoAsync(address);
            await SettleAsync(person.Page);
            await walk.GoRoundAsync(address);
        }

        walk.AssertNothingFound();
        person.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Dialogs_OpenedByKey_KeepTheFocusAndGiveItBack()
    {
        await using var person = await SignInAsync();
        var found = new List<string>();
        foreach (
            var (path, opener) in (IEnumerable<(string, string)>)
                [
                    ("/", ".mode-choice:has-text('Auto')"),
                    ("/portal/schedules", "button:has-text('Add schedule')"),
                    ("/portal/schedules", ".schedule-actions button:has-text('Pause')"),
                    ("/portal/sources/demo", ".page-actions button:has-text('Pause')"),
                    ("/portal/sources/demo", ".page-actions button:has-text('Delete')"),
                    ("/portal/people", "button:has-text('Invite a person')"),
                    ("/portal/keys", "button:has-text('New key')"),
                ]
        )
        {
            await person.GoAsync(path);
            await person.Page.Locator(opener).First.FocusAsync();
            found.AddRange(await TryDialogAsync(person.Page, $"{path}, {opener}", "Enter"));
        }

        foreach (var key in (string[])["Control+k", "?"])
        {
            await person.Page.FocusAsync(".nav a[href='portal/jobs']");
            found.AddRange(await TryDialogAsync(person.Page, key, key));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        person.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Menus_ByEnterArrowsAndEscape_OpenChooseAndClose()
    {
        await PortalAddresses.AllAsync(host);
        await RestAsync();
        await using var person = await SignInAsync();
        var page = person.Page;
        await person.GoAsync("/portal/people");
        var menu = page.Locator("[aria-label^='What to do with']").First;
        await menu.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".mud-popover-open .mud-menu-item");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.WaitForSelectorAsync(".mud-menu-item:focus");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync(".mud-popover-open", new() { State = WaitForSelectorState.Detached });
        await Assertions.Expect(menu).ToBeFocusedAsync();

        await page.FocusAsync(".user-menu summary");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.WaitForSelectorAsync(".user-card button:focus");

        // The list of jobs, by a row's own button, and back by Escape.
        await person.GoAsync("/portal/jobs");
        await page.Locator("main .jobs-table button[aria-label^='Details of']").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("aside.detail h2");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync("aside.detail", new() { State = WaitForSelectorState.Detached });
        person.AssertNoErrors();
    }

    [BrowserFact]
    public async Task SignInAndModeSwitch_ByKeysAlone_AreDone()
    {
        await using var person = await PortalBrowser.OpenAsync(_browser, host.Address);
        var page = person.Page;
        await page.GotoAsync("/account/sign-in");
        await page.WaitForSelectorAsync("input[type=email]:focus");
        await page.Keyboard.TypeAsync(PortalProcess.AdminEmail);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(PortalProcess.AdminPassword);
        await page.Keyboard.PressAsync("Enter");
        await person.LiveAsync();

        await SettleAsync(page);
        await page.PressAsync(".mode-choice:has-text('Auto')", "Enter");
        await page.WaitForSelectorAsync("#reason:focus");
        await page.Keyboard.TypeAsync("by keys alone");
        await page.WaitForSelectorAsync(".form-dialog button[type=submit]:enabled");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".mode-choice.on:has-text('Auto')");
        await RestAsync();
        person.AssertNoErrors();
    }

    /// <summary>Opens a dialog by a key, goes on by Tab and back, and leaves by Escape.</summary>
    private static async Task<IReadOnlyList<string>> TryDialogAsync(IPage page, string what, string key)
    {
        const string IsInside = "() => document.activeElement.closest('.mud-dialog') !== null";
        var patience = new PageWaitForFunctionOptions { Timeout = 5_000 };
        await page.EvaluateAsync("() => { window.openedFrom = document.activeElement; }");
        await page.Keyboard.PressAsync(key);
        await page.WaitForSelectorAsync(".mud-dialog");
        try
        {
            await page.WaitForFunctionAsync(IsInside, null, patience);
            for (var step = 0; step < 24; step++)
            {
                await page.Keyboard.PressAsync(step < 16 ? "Tab" : "Shift+Tab");
                await page.WaitForFunctionAsync(IsInside, null, patience);
            }
        }
        catch (TimeoutException)
        {
            return [$"{what}: the focus is at {await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 160)")}"];
        }

        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync(".mud-dialog", new() { State = WaitForSelectorState.Detached });
        try
        {
            await page.WaitForFunctionAsync("() => document.activeElement === window.openedFrom", null, patience);
            return [];
        }
        catch (TimeoutException)
        {
            return
            [
                $"{what}: not given back, but at {await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 160)")}",
            ];
        }
    }

    private async Task<PortalBrowser> SignInAsync()
    {
        var person = await PortalBrowser.OpenAsync(_browser, host.Address);
        await person.SignInAsync();
        await person.LiveAsync();
        return person;
    }

    /// <summary>Back to manual, with nothing that runs: a page that moves is another one in the middle of a walk.</summary>
    private async Task RestAsync()
    {
        var version = (await host.Admin.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        await host.Admin.PostAsync(
            "/admin/parser/mode",
            new
            {
                mode = "manual",
                reason = "rest",
                version,
            }
        );
        foreach (var job in (await host.Admin.GetAsync("/tasks/recent")).Expect(200).GetProperty("items").EnumerateArray())
            await host.Admin.PostAsync($"/tasks/{job.GetProperty("id").GetString()}/cancel");
        var watch = Stopwatch.StartNew();
        while ((await host.Admin.GetAsync("/tasks/recent?status=running")).Expect(200).GetProperty("items").GetArrayLength() > 0)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "A job runs on.");
            await Task.Delay(50);
        }
    }

    /// <summary>What a page reads comes a moment after its frame.</summary>
    private static async Task SettleAsync(IPage page)
    {
        await page.WaitForSelectorAsync("main h1");
        await page.WaitForFunctionAsync("() => document.querySelector('main .mud-skeleton') === null");
        await page.WaitForFunctionAsync(PageCheck.IsAtRest);
    }
}
