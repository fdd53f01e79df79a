using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>A person at the portal: one browser context, signed in, whose script errors are collected.</summary>
internal sealed class PortalBrowser : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    private PortalBrowser(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                _errors.Add(message.Text);
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public static async Task<PortalBrowser> SignInAsync(IBrowser browser, PortalProcess portal, string path = "/")
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = portal.Address.ToString(), ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        var person = new PortalBrowser(context, await context.NewPageAsync());
        await person.Page.GotoAsync("/account/sign-in");
        await person.Page.FillAsync("input[type=email]", PortalProcess.AdminEmail);
        await person.Page.FillAsync("input[type=password]", PortalProcess.AdminPassword);
        await person.Page.ClickAsync("button[type=submit]");
        await person.GoAsync(path);
        return person;
    }

    /// <summary>Opens a page and waits until its circuit is live: the safety bar then shows the mode.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.WaitForSelectorAsync(".safety .mode");
    }

    /// <summary>Notes, in the page itself, the first moment at which the selector matches something visible.</summary>
    public Task WatchAsync(string selector) => Page.EvaluateAsync(
        """
        selector => {
            window.seenAt = null;
            const look = () => { if (!window.seenAt && document.querySelector(selector)) { window.seenAt = Date.now(); } };
            new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, attributes: true, characterData: true });
            look();
        }
        """,
        selector);

    /// <summary>The moment that <see cref="WatchAsync"/> noted, in milliseconds of the machine's clock.</summary>
    public async Task<double> SeenAtAsync()
    {
        await Page.WaitForFunctionAsync("() => window.seenAt !== null");
        return await Page.EvaluateAsync<double>("() => window.seenAt");
    }

    public void AssertNoErrors() => Assert.Empty(_errors);

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
