using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ParserAdmin.Components.Dialogs.People;
using ParserAdmin.Components.Pages.People;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.People;

public sealed class KeysPageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(KeysPage), PageState.Nothing), InState(typeof(KeysPage), PageState.One)]
    public async Task Make_Key_ShowsItOnceAndListsIt()
    {
        var dialogs = _host.Dialogs();
        var page = _host.Page.Render<KeysPage>();
        page.WaitForAssertion(() => Assert.Contains("No keys yet", page.Markup, StringComparison.Ordinal));
        _ = page.Find(".page-actions button").ClickAsync(new());
        dialogs.WaitForElement("#key-name").Input("ci");

        _ = dialogs.Find("form").SubmitAsync();

        var secret = dialogs.WaitForElement("#secret").GetAttribute("value")!;
        var key = await _host.Core.Get<KeyRing>().FindAsync(secret, default);
        Assert.Equal(("ci", Role.Viewer), (key?.Name, key?.Role));
        Assert.Equal(90, (key!.ExpiresAt - key.CreatedAt)?.TotalDays);
        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Contains("ci", page.Find("td[data-label=Name]").TextContent, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Copied.")]
    [InlineData(false, "The browser did not allow it. Select the text and copy it yourself.")]
    public void Copy_Key_SaysWhetherTheBrowserLetIt(bool allowed, string said)
    {
        _host
            .Page.JSInterop.SetupModule("./js/clipboard.js")
            .Setup<bool>("copy", call => (string?)call.Arguments[0] == "s3cret")
            .SetResult(allowed);
        var dialogs = _host.Dialogs();
        _ = SecretDialog.ShowAsync(_host.Page.Services.GetRequiredService<IDialogService>(), "New key", "Keep it.", "Key", "s3cret");

        _ = dialogs.WaitForElement(".mud-dialog-actions button").ClickAsync(new());

        dialogs.WaitForAssertion(() => Assert.Equal(said, dialogs.Find("[role=status]").TextContent));
    }

    [Fact]
    public async Task Find_ByName_NarrowsTheListInTheAddress()
    {
        foreach (var name in new[] { "ci", "monitor" })
            await _host.Core.Get<KeyCommands>().AddAsync(Actors.Admin, name, Role.Viewer, null, null, default);
        _host.Dialogs();
        var page = _host.Page.Render<KeysPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("td[data-label=Name]").Count));

        await page.InvokeAsync(() => page.FindComponent<ListSearch>().Instance.OnText.InvokeAsync("MON"));

        page.WaitForAssertion(() => Assert.StartsWith("monitor", Assert.Single(page.FindAll("td[data-label=Name]")).TextContent));
        Assert.EndsWith("/portal/keys?q=MON", _host.Page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_Key_AsksFirstThenSaysSo()
    {
        var made = (await _host.Core.Get<KeyCommands>().AddAsync(Actors.Admin, "ci", Role.Viewer, null, null, default)).Value!;
        var dialogs = _host.Dialogs();
        var page = _host.Page.Render<KeysPage>();
        _ = page.WaitForElement("td[data-label=Actions] button").ClickAsync(new());
        dialogs.WaitForElement("#reason").Input("leaked");

        _ = dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal("revoked", page.Find("td[data-label=State]").TextContent.Trim());
        });
        Assert.Empty(page.FindAll("td[data-label=Actions] button"));
        Assert.Null(await _host.Core.Get<KeyRing>().FindAsync(made.Secret, default));
    }
}
