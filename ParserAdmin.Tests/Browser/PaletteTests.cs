using System.Collections.Concurrent;
using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>Somebody who types faster than the server answers.</summary>
[Collection(LongRuns.Browsers)]
public sealed class PaletteTests : IAsyncLifetime
{
    private readonly PortalHost _host = new();
    private readonly ConcurrentQueue<Action> _held = new();
    private volatile bool _isHeld;

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _host.AddAdminAsync();
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [BrowserFact]
    public async Task Typed_BeforeThePaletteIsThere_IsFoundAndSent()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, _host.Address);
        await person.SignInAsync();
        await person.Page.RouteWebSocketAsync("**/_blazor*", HoldAnswers);
        await person.GoAsync("/portal/audit");

        // The stop button has the focus: what is typed for the palette must not press it.
        await person.Page.FocusAsync(".stop-button");
        _isHeld = true;
        await person.Page.Keyboard.PressAsync("Control+k");
        await person.Page.Keyboard.TypeAsync("gsettingz");
        await person.Page.Keyboard.PressAsync("Backspace");
        await person.Page.Keyboard.PressAsync("Enter");
        Release();
        await person.Page.WaitForSelectorAsync("text=Nothing has these words.");
        Assert.Equal("gsetting", await person.Page.InputValueAsync("#palette-find"));

        // Given up before it was there: it comes, and is empty.
        await CloseAsync(person.Page);
        _isHeld = true;
        await person.Page.Keyboard.PressAsync("Control+k");
        await person.Page.Keyboard.TypeAsync("set");
        await person.Page.Keyboard.PressAsync("Escape");
        Release();
        await person.Page.WaitForSelectorAsync("#palette-find:focus");
        Assert.Equal("", await person.Page.InputValueAsync("#palette-find"));

        await CloseAsync(person.Page);
        _isHeld = true;
        await person.Page.Keyboard.PressAsync("Control+k");
        await person.Page.Keyboard.TypeAsync("settings");
        await person.Page.Keyboard.PressAsync("Enter");
        Release();
        await person.AssertAtAsync("/portal/settings$");
        Assert.Equal(0, await person.Page.Locator("section.stopped").CountAsync());

        // Asked for twice it comes once; an Enter alone takes what is first; STOP's key is none of the palette's.
        _isHeld = true;
        await person.Page.Keyboard.PressAsync("Control+k");
        await person.Page.Keyboard.PressAsync("Control+k");
        await person.Page.Keyboard.PressAsync("Enter");
        Release();
        await person.AssertAtAsync("/$");
        Assert.Equal(0, await person.Page.Locator(".palette").CountAsync());
        _isHeld = true;
        await person.Page.Keyboard.PressAsync("Control+k");
        await person.Page.Keyboard.PressAsync("Shift+Escape");
        await person.Page.WaitForSelectorAsync("text=Stopping…");
        Release();
        await person.Page.WaitForSelectorAsync("section.stopped");
        person.AssertNoErrors();
    }

    private static async Task CloseAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync(".mud-dialog", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
    }

    /// <summary>What the server says waits, in order, while it is held; what the page says goes on.</summary>
    private void HoldAnswers(IWebSocketRoute page)
    {
        var server = page.ConnectToServer();
        page.OnMessage(said => Send(server, said));
        server.OnMessage(said =>
        {
            _held.Enqueue(() => Send(page, said));
            if (!_isHeld)
                Release();
        });
    }

    private void Release()
    {
        _isHeld = false;
        lock (_held)
        {
            while (_held.TryDequeue(out var send))
                send();
        }
    }

    private static void Send(IWebSocketRoute to, IWebSocketFrame said)
    {
        if (said.Binary is { } bytes)
            to.Send(bytes);
        else
            to.Send(said.Text ?? "");
    }
}
