using System.Text.Json;
using Microsoft.Playwright;
using ParserAdmin.Core.Fetching.Rendering.Relay;

namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>
/// A place for one page at a time: a browser context of its own, with its own cookies, cache and credentials at the proxy.
/// </summary>
internal sealed class BrowserTab
{
    private readonly RenderSessions _sessions;

    private BrowserTab(BrowserInstance browser, IBrowserContext context, RenderSession session, RenderSessions sessions, string key)
    {
        (Browser, Context, Session, _sessions, Key) = (browser, context, session, sessions, key);
    }

    public BrowserInstance Browser { get; }

    public IBrowserContext Context { get; }

    public RenderSession Session { get; }

    /// <summary>Whose it is: a run never sees what another one left.</summary>
    public string Key { get; }

    /// <summary>The clock's time stamp of when it was given back.</summary>
    public long IdleSince { get; set; }

    public static async Task<BrowserTab> OpenAsync(
        BrowserInstance browser,
        RenderSessions sessions,
        string key,
        string userAgent,
        TimeProvider time
    )
    {
        var context = await browser.Browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                UserAgent = userAgent,
                AcceptDownloads = false,
                // A worker outlives its page, and would ask past it.
                ServiceWorkers = ServiceWorkerPolicy.Block,
                ViewportSize = new ViewportSize { Width = 1280, Height = 1024 },
            }
        );
        await context.AddInitScriptAsync(ChromiumArguments.InitScript);
        var tab = new BrowserTab(browser, context, sessions.Open(), sessions, key);
        try
        {
            await tab.GreetAsync();
            return tab;
        }
        catch
        {
            await tab.CloseAsync(time);
            throw;
        }
    }

    /// <returns>False where it does not close: then its browser is not to be trusted with more pages.</returns>
    public async Task<bool> CloseAsync(TimeProvider time)
    {
        _sessions.Close(Session);
        try
        {
            await Context.CloseAsync().WaitAsync(BrowserInstance.Patience, time);
            return true;
        }
        catch (Exception gone) when (BrowserFaults.IsGone(gone))
        {
            return !Browser.IsAlive;
        }
    }

    /// <summary>
    /// Shows the context's credentials to the proxy once; Chromium keeps them from then on. Playwright's own way would hold up every
    /// request, and switch the browser's cache off: the same scripts would be asked for with each page.
    /// </summary>
    private async Task GreetAsync()
    {
        var page = await Context.NewPageAsync();
        var protocol = await Context.NewCDPSessionAsync(page);
        protocol.Event("Fetch.authRequired").OnEvent += (_, asked) =>
            Send(
                protocol,
                "Fetch.continueWithAuth",
                asked,
                new()
                {
                    ["authChallengeResponse"] = new Dictionary<string, object>
                    {
                        ["response"] = "ProvideCredentials",
                        ["username"] = Session.Name,
                        ["password"] = Session.Password,
                    },
                }
            );
        protocol.Event("Fetch.requestPaused").OnEvent += (_, paused) => Send(protocol, "Fetch.continueRequest", paused, []);
        await protocol.SendAsync("Fetch.enable", new() { ["handleAuthRequests"] = true });
        var answer = await page.GotoAsync($"http://{RenderRelay.GreetingHost}/");
        if (answer is not { Ok: true })
            throw new PlaywrightException($"The browser did not come through its proxy ({answer?.Status}).");
        await protocol.SendAsync("Fetch.disable");
        await protocol.DetachAsync();
        await page.CloseAsync();
    }

    private static void Send(ICDPSession protocol, string method, JsonElement? about, Dictionary<string, object> arguments)
    {
        if (about is not { } paused)
            return;
        arguments["requestId"] = paused.GetProperty("requestId").GetString()!;
        // An event has nobody to wait for it; where it fails, the greeting does not come through, and that is told.
        _ = protocol.SendAsync(method, arguments);
    }
}
