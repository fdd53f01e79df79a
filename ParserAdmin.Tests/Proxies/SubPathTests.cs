using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ParserAdmin.Tests.Browser;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Proxies;

/// <summary>A person whose portal lies below a path of nginx, as docs/operating.md sets it up.</summary>
[Collection(LongRuns.Browsers)]
public sealed class SubPathTests
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["ParserAdmin:PathBase"] = "/parser",
        ["ParserAdmin:Proxy:KnownProxies:0"] = "127.0.0.1",
    };

    [BrowserBehindNginx]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Portal_BelowAPath_IsLiveAndStops(bool takesOff)
    {
        await using var portal = new PortalProcess(settings: Settings);
        await portal.StartAsync();
        await using var nginx = await ProxyServer.NginxAsync(ProxyExamples.NginxBelowAPath(portal.Address, takesOff));
        var address = new Uri(nginx.Address, "parser/");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);

        await using (var plain = await PortalBrowser.OpenAsync(browser, address, scripts: false))
        {
            await plain.SignInAsync();
            await StopAsync(plain, portal);
            await plain.Page.WaitForSelectorAsync("h1:has-text('Stopped')");
            Assert.Equal(new Uri(address, "portal/stop").ToString(), plain.Page.Url);
        }

        await ResetAsync(portal);
        await using var person = await PortalBrowser.OpenAsync(browser, address);
        var strays = Strays(person, address);
        await person.SignInAsync();
        await person.LiveAsync();
        await CrawlAsync(person);
        await VisitAsync(person);
        await person.GoAsync("/portal/jobs");
        await StopAsync(person, portal);
        await person.Page.WaitForSelectorAsync("section.stopped");

        Assert.Empty(strays);
        person.AssertNoErrors();
    }

    /// <summary>The link that the console shows leads around the proxy; what it opens works there, too.</summary>
    [BrowserBehindNginx]
    [InlineData("portal/jobs")]
    public async Task FirstLink_OfAPortalBelowAPath_MakesTheAdminAtTheProgramsOwnPort(string page)
    {
        await using var portal = new PortalProcess(settings: Settings, bootstrap: false);
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, portal.Address);

        Assert.StartsWith($"{portal.Address}parser/account/first?token=", portal.FirstLink, StringComparison.Ordinal);
        await person.Page.GotoAsync(portal.FirstLink);
        await person.Page.FillAsync("#email", PortalProcess.AdminEmail);
        await person.Page.FillAsync("#password", PortalProcess.AdminPassword);
        await person.Page.FillAsync("#repeated", PortalProcess.AdminPassword);
        await person.Page.ClickAsync("button[type=submit]");
        await person.LiveAsync();
        Assert.Equal($"{portal.Address}parser/", person.Page.Url);

        // Without the path the cookie is not sent along; the sign-in lies below it, and leads to where the page does.
        await person.Page.GotoAsync(page);
        await person.AssertAtAsync($"^{portal.Address}parser/account/sign-in\\?returnUrl=%2F{Uri.EscapeDataString(page)}$");
    }

    /// <summary>A plain form has no script that would wait; the stop is stored when its page is there.</summary>
    private static async Task StopAsync(PortalBrowser person, PortalProcess portal)
    {
        await person.Page.ClickAsync(".stop-button");
        await portal.UntilAsync("SELECT stopped_by FROM parser_settings WHERE stopped", rows => rows.Count == 1, TimeSpan.FromSeconds(20));
    }

    private static async Task ResetAsync(PortalProcess portal)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var api = new ApiClient(http, new Uri(portal.Address, "parser/"), PortalProcess.ApiKey);
        var version = (await api.GetAsync("admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        (
            await api.PostAsync(
                "admin/parser/emergency-stop/reset",
                new
                {
                    reason = "a test",
                    confirm = "RESET",
                    version,
                }
            )
        ).Expect(200);
    }

    /// <summary>Runs the demo, and sees its items with their pictures.</summary>
    private static async Task CrawlAsync(PortalBrowser person)
    {
        await person.GoAsync("/portal/sources");
        await person.Page.ClickAsync("button:has-text('Run now')");
        await person.GoAsync("/portal/items");
        await person.Page.WaitForSelectorAsync("main a[href^='portal/items/']");
        await person.Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.item-image img')].some(image => image.complete && image.naturalWidth > 0)"
        );
    }

    /// <summary>Every page of the menu, and what is beside it: the API's calls, a file, a page that is not there.</summary>
    private static async Task VisitAsync(PortalBrowser person)
    {
        foreach (var link in await person.Page.Locator(".nav a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)"))
        {
            await person.Page.ClickAsync($".nav a[href='{await RelativeAsync(person, link)}']");
            await person.AssertAtAsync($"^{Regex.Escape(link)}$");
            await person.Page.WaitForSelectorAsync("main h1");
        }

        var before = person.Page.Url;
        await person.Page.PressAsync(".skip-link", "Enter");
        await person.Page.WaitForFunctionAsync("() => document.activeElement.id === 'content'");
        Assert.Equal(before, person.Page.Url);

        await person.Page.GotoAsync("portal/api/");
        await person.Page.GetByText("/admin/parser/mode").First.WaitForAsync();
        await person.Page.GotoAsync("portal/new-source");
        await person.LiveAsync();
        await person.Page.WaitForSelectorAsync(".cm-editor");
        await person.Page.GotoAsync("portal/nothing");
        await person.Page.ClickAsync("a:has-text('dashboard')");
        await person.LiveAsync();
    }

    private static Task<string> RelativeAsync(PortalBrowser person, string link) =>
        person.Page.EvaluateAsync<string>("link => link.slice(document.baseURI.length) || './'", link);

    /// <summary>Requests that left the path, or came to nothing.</summary>
    private static ConcurrentBag<string> Strays(PortalBrowser person, Uri address)
    {
        var strays = new ConcurrentBag<string>();
        person.Context.Response += (_, answer) =>
        {
            var isWanted = answer.Status < 400 || answer.Url.EndsWith("/portal/nothing", StringComparison.Ordinal);
            if (!isWanted || !answer.Url.StartsWith(address.ToString(), StringComparison.Ordinal))
                strays.Add($"{answer.Status} {answer.Url}");
        };
        person.Page.WebSocket += (_, socket) =>
        {
            if (!socket.Url.StartsWith($"wss://{address.Authority}/parser/_blazor", StringComparison.Ordinal))
                strays.Add(socket.Url);
        };
        return strays;
    }
}
