using Microsoft.Playwright;
using ParserAdmin.Tests.Browser;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Proxies;

/// <summary>A page whose very first live connection cannot be made.</summary>
[Collection(LongRuns.Browsers)]
public sealed class RefusedSocketTests
{
    [BrowserBehindNginx]
    [InlineData("/portal/jobs")]
    public async Task Page_WhoseFirstConnectionIsRefused_SaysWhyStopsAndTriesAgain(string page)
    {
        await using var portal = new PortalProcess(
            settings: new Dictionary<string, string> { ["ParserAdmin:Proxy:KnownProxies:0"] = "127.0.0.1" }
        );
        await portal.StartAsync();
        await using var nginx = await ProxyServer.NginxAsync(ProxyExamples.NginxWithoutWebSockets(portal.Address));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, nginx.Address);
        await person.SignInAsync();

        await person.Page.GotoAsync(page);
        await SaysAsync(person, "a proxy or firewall on the way does not let websockets through");
        Assert.True(await person.Page.IsVisibleAsync(".boot"));
        await person.Page.ClickAsync(".stop-button");
        await portal.UntilAsync("SELECT stopped_by FROM parser_settings WHERE stopped", rows => rows.Count == 1, TimeSpan.FromSeconds(20));

        // The page stays, and with it the words, however long it takes.
        await person.MarkAsync();
        await nginx.StopAsync();
        await SaysAsync(person, "The server does not answer; trying again.");
        await nginx.StartAsync(ProxyExamples.NginxWithoutWebSockets(portal.Address));
        await SaysAsync(person, "does not let websockets through");
        await person.AssertNotReloadedAsync();

        await nginx.StopAsync();
        await nginx.StartAsync(ProxyExamples.Nginx(portal.Address));
        await person.Page.WaitForSelectorAsync("section.stopped", new PageWaitForSelectorOptions { Timeout = 60_000 });
        await Assertions.Expect(person.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        Assert.Equal(page, new Uri(person.Page.Url).AbsolutePath);
    }

    private static Task SaysAsync(PortalBrowser person, string words) =>
        Assertions
            .Expect(person.Page.Locator("#components-reconnect-modal span:visible"))
            .ToContainTextAsync(words, new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
}
