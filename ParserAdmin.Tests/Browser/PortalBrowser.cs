using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>A person at the portal: one browser context, signed in, whose script errors are collected.</summary>
internal sealed class PortalBrowser : IAsyncDisposable
{
    private const string Policy = "Content Security Policy";

    private readonly List<string> _errors = [];

    private PortalBrowser(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains(Policy, StringComparison.Ordinal))
                _errors.Add(message.Text);
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Somebody who is not signed in.</summary>
    /// <param name="address">With a slash at its end; the portal may lie below a path, and behind a proxy that made its certificate itself.</param>
    /// <param name="scripts">Whether their browser runs any script.</param>
    public static async Task<PortalBrowser> OpenAsync(IBrowser browser, Uri address, bool scripts = true)
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = address.ToString(),
                IgnoreHTTPSErrors = true,
                JavaScriptEnabled = scripts,
                ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            }
        );
        return new PortalBrowser(context, await context.NewPageAsync());
    }

    public static async Task<PortalBrowser> SignInAsync(IBrowser browser, PortalProcess portal, string path = "/")
    {
        var person = await OpenAsync(browser, portal.Address);
        await person.SignInAsync();
        await person.GoAsync(path);
        return person;
    }

    public async Task SignInAsync(string email = PortalProcess.AdminEmail)
    {
        await Page.GotoAsync("account/sign-in");
        await Page.FillAsync("input[type=email]", email);
        await Page.FillAsync("input[type=password]", PortalProcess.AdminPassword);
        await Page.ClickAsync("button[type=submit]");
        await Page.WaitForURLAsync(url => !url.EndsWith("/account/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Opens a page and waits until its circuit is live.</summary>
    public async Task GoAsync(string path)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await Page.GotoAsync($".{path}");
                break;
            }
            catch (PlaywrightException aborted) when (tries < 5 && aborted.Message.Contains("ERR_ABORTED", StringComparison.Ordinal))
            {
                // A page whose server has just come back loads itself anew, and that may be at this very moment.
            }
        }

        await LiveAsync();
    }

    /// <summary>The safety bar shows the mode once the circuit is live, and a moment later the page's script knows of it.</summary>
    public async Task LiveAsync()
    {
        await Page.WaitForSelectorAsync(".safety-bar .mode");
        await Page.WaitForSelectorAsync("html[data-circuit=live]");
    }

    /// <summary>Marks this document, so that <see cref="AssertNotReloadedAsync"/> can tell it from a new one.</summary>
    public Task MarkAsync() => Page.EvaluateAsync("() => { window.sameDocument = true; }");

    public async Task AssertNotReloadedAsync() => Assert.True(await Page.EvaluateAsync<bool>("() => window.sameDocument === true"));

    /// <summary>Switches the mode as people do: through the dialog, with a reason.</summary>
    public async Task SwitchModeAsync(string mode, string reason)
    {
        await OpenModeDialogAsync(mode);
        await Page.FillAsync("#reason", reason);
        await Page.ClickAsync(".form-dialog button[type=submit]");
    }

    public async Task OpenModeDialogAsync(string mode)
    {
        await Page.ClickAsync($".mode-choice:has-text('{mode}')");
        await Page.WaitForSelectorAsync("#reason");
    }

    /// <summary>Notes, in the page itself, the first moment at which the selector matches something visible.</summary>
    public Task WatchAsync(string selector) =>
        Page.EvaluateAsync(
            """
            selector => {
                window.seenAt = null;
                const look = () => { if (!window.seenAt && document.querySelector(selector)) { window.seenAt = Date.now(); } };
                new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, attributes: true, characterData: true });
                look();
            }
            """,
            selector
        );

    /// <summary>The moment that <see cref="WatchAsync"/> noted, in milliseconds of the machine's clock.</summary>
    public async Task<double> SeenAtAsync()
    {
        await Page.WaitForFunctionAsync("() => window.seenAt !== null");
        return await Page.EvaluateAsync<double>("() => window.seenAt");
    }

    public Task AssertAtAsync(string address) => AssertAtAsync(Page, address);

    /// <summary>
    /// Waits for an address that the circuit leads to. <c>WaitForURLAsync</c> waits for a page to load, and on a busy machine misses an
    /// address that changes without one.
    /// </summary>
    /// <param name="address">A regular expression.</param>
    public static Task AssertAtAsync(IPage page, string address) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex(address), new PageAssertionsToHaveURLOptions { Timeout = 30_000 });

    public void AssertNoErrors() => Assert.Empty(_errors);

    /// <summary>For somebody whose connection was cut: Blazor's own script throws then.</summary>
    public void AssertPolicyHeld() => Assert.DoesNotContain(_errors, error => error.Contains(Policy, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
