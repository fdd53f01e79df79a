using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>Somebody keeps the filter that they need every morning, and finds it in the browser at home.</summary>
[Collection(LongRuns.Browsers)]
public sealed class SavedViewTests : IAsyncLifetime
{
    private readonly PortalHost _host = new();

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _host.AddAdminAsync();
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [BrowserFact]
    public async Task View_SavedInOneBrowser_IsOpenedRenamedAndDeletedInAnother()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var office = await OpenAsync(browser, "/portal/jobs");
        var check = new PageCheck(office.Page);

        await office.Page.ClickAsync(".status-chip.failed");
        await office.AssertAtAsync(@"/portal/jobs\?status=failed$");
        await office.Page.ClickAsync(".saved-views button");
        await office.Page.ClickAsync(".mud-menu-item:has-text('Save this view')");
        await office.Page.FillAsync("#view-name", "What failed");
        await check.CheckAsync("jobs, save a view");
        await office.Page.ClickAsync(".form-dialog button[type=submit]");
        await office.Page.WaitForSelectorAsync(".saved-views button:has-text('What failed')");

        await using var home = await OpenAsync(browser, "/portal/jobs");
        await home.Page.ClickAsync(".saved-views button");
        await home.Page.ClickAsync(".mud-menu-item:has-text('What failed')");
        await home.AssertAtAsync(@"/portal/jobs\?status=failed$");
        await home.Page.WaitForSelectorAsync(".status-chip.failed[aria-pressed=true]");

        var homeCheck = new PageCheck(home.Page);
        await home.Page.ClickAsync(".saved-views button");
        await home.Page.WaitForSelectorAsync(".mud-menu-item:has-text('Rename or delete')");
        await homeCheck.CheckAsync("jobs, menu of views", ".mud-popover-open");
        await home.Page.ClickAsync(".mud-menu-item:has-text('Rename or delete')");
        await home.Page.FillAsync(".form-dialog form input", "Last night");
        await home.Page.ClickAsync(".form-dialog button:has-text('Rename')");
        await office.Page.WaitForSelectorAsync(".saved-views button:has-text('Last night')");
        await home.Page.ClickAsync("button[aria-label='Delete Last night']");
        await home.Page.WaitForSelectorAsync("text=Last night is deleted.");
        await homeCheck.CheckAsync("jobs, edit views");
        await office.Page.WaitForSelectorAsync(".saved-views button:has-text('Views')");

        check.AssertNothingFound();
        homeCheck.AssertNothingFound();
        office.AssertNoErrors();
        home.AssertNoErrors();
    }

    private async Task<PortalBrowser> OpenAsync(IBrowser browser, string path)
    {
        var person = await PortalBrowser.OpenAsync(browser, _host.Address);
        await person.SignInAsync();
        await person.GoAsync(path);
        return person;
    }
}
