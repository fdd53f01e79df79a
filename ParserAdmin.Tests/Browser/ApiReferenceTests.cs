using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>The page of the API's calls, from the page of its keys.</summary>
[Collection(LongRuns.Pages)]
public sealed class ApiReferenceTests
{
    [BrowserFact]
    public async Task Page_FromTheKeys_ShowsTheCallsWithinThePolicy()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.SignInAsync(browser, portal, "/portal/keys");
        var refused = new List<string>();
        person.Context.Console += (_, message) =>
        {
            if (message.Type == "error")
                refused.Add(message.Text);
        };
        var elsewhere = new List<string>();
        person.Context.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme.StartsWith("http", StringComparison.Ordinal) && address.Authority != portal.Address.Authority)
                elsewhere.Add(request.Url);
        };

        var page = await person.Context.RunAndWaitForPageAsync(() => person.Page.ClickAsync("a:has-text(\"The API's calls\")"));
        await page.GetByText("/admin/parser/mode").First.WaitForAsync();
        await page.GetByText("Test Request").First.ClickAsync();
        await page.WaitForSelectorAsync(".cm-editor");

        Assert.Empty(refused);
        Assert.Empty(elsewhere);
    }
}
