using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>Whatever one opens: words that say what is and what to do, never a stack trace and never nothing.</summary>
[Collection(LongRuns.Browsers)]
public sealed class WordsTests
{
    /// <summary>Address, what it says, and where it leads on.</summary>
    private static readonly (string Path, string Words, string Link)[] NotThere =
    [
        ("/portal", "There is no such page", "./"),
        ("/portal/nothing", "There is no such page", "./"),
        ("/nothing/at/all", "There is no such page", "./"),
        ("/portal/jobs/not-an-id", "There is no such page", "./"),
        ("/portal/jobs/00000000-0000-7000-8000-000000000000", "No job has this id.", "portal/jobs"),
        ("/portal/items/999999999", "There is no such item", "portal/items"),
        ("/portal/items/not-an-id", "There is no such item", "portal/items"),
        ("/portal/items/99999999999999999999999", "There is no such item", "portal/items"),
        ("/portal/sources/nothing", "There is no such source", "portal/sources"),
        ("/portal/sources/%3Cscript%3E", "There is no such source", "portal/sources"),
        ("/portal/jobs/not-an-id/log", "There is no such page", "./"),
    ];

    /// <summary>Page, and what a newcomer reads there before there is any source.</summary>
    private static readonly (string Path, string Words)[] Empty =
    [
        ("/", "There is no source yet. | A source is one site to parse, described in a few lines of YAML."),
        ("/portal/sources", "No sources yet | Press “New source”"),
        ("/portal/jobs", "Nothing has run yet."),
        ("/portal/logs", "Nothing has been logged yet."),
        ("/portal/items", "press “Run now” on one"),
    ];

    [BrowserFact]
    public async Task Pages_ThatAreNotThereOrEmpty_SayWhatToDo()
    {
        await using var portal = new PortalProcess(settings: new Dictionary<string, string> { ["ParserAdmin:Demo"] = "false" });
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.SignInAsync(browser, portal);

        foreach (var (path, words, link) in NotThere)
        {
            await person.GoAsync(path);
            Assert.Equal(1, await person.Page.Locator(".stop-button").CountAsync());
            Assert.True(await person.Page.Locator(".nav a").CountAsync() > 5, $"{path} has no menu");
            await SeesAsync(person.Page, path, words);
            Assert.True(await person.Page.Locator($"main a[href='{link}']").CountAsync() > 0, $"{path} leads nowhere");
        }

        foreach (var (path, words) in Empty)
        {
            await person.GoAsync(path);
            foreach (var sentence in words.Split(" | "))
                await SeesAsync(person.Page, path, sentence);
        }

        await OpensAnyQueryAsync(person);
        person.AssertNoErrors();
    }

    [BrowserFact]
    public async Task FavIcon_OnTheSignInPage_IsThere()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var stranger = await playwright.APIRequest.NewContextAsync(
            new APIRequestNewContextOptions { BaseURL = portal.Address.ToString() }
        );

        var icon = await stranger.GetAsync("/favicon.ico");

        Assert.Equal((200, "image/svg+xml"), (icon.Status, icon.Headers["content-type"]));
    }

    /// <summary>What people mistype or old links carry after the question mark.</summary>
    private static async Task OpensAnyQueryAsync(PortalBrowser person)
    {
        foreach (
            var path in (string[])
                [
                    "/portal/audit?before=abc&open=x",
                    "/portal/jobs?before=abc&status=nonsense&from=0001-01-01&to=9999-12-31&open=x",
                    "/portal/logs?before=abc&levels=nonsense&since=x",
                    "/portal/items?before=abc&kind=%00",
                    "/portal/sources?after=%27&state=%27&sort=%27&kind=%27&q=%27",
                    "/portal/sources/demo?tab=%27",
                    "/portal/dead-letters?before=abc&state=nonsense&error=x",
                ]
        )
        {
            await person.GoAsync(path);
            await person.Page.WaitForSelectorAsync("main h1");
            var text = await person.Page.InnerTextAsync("main");
            Assert.DoesNotContain("This page failed", text, StringComparison.Ordinal);
            Assert.DoesNotContain(" at ParserAdmin.", text, StringComparison.Ordinal);
        }
    }

    private static async Task SeesAsync(IPage page, string path, string words)
    {
        try
        {
            await page.Locator("main").GetByText(words).First.WaitForAsync(new LocatorWaitForOptions { Timeout = 15_000 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{path} does not say '{words}' but '{await page.InnerTextAsync("body")}'");
        }
    }
}
