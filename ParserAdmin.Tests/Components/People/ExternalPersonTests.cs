using Bunit;
using MudBlazor;
using ParserAdmin.Components.Pages.Account;
using ParserAdmin.Components.Pages.People;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People.External;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.People;

/// <summary>The pages say of who comes by a provider what is decided there.</summary>
public sealed class ExternalPersonTests : IAsyncLifetime
{
    private PageHost _host = default!;
    private string _id = "";

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync();
        var identity = new ExternalIdentity("Example", "https://login.example.org", "1", "ada@example.org", Role.Viewer, ["staff"]);
        _id = (await _host.Core.Get<ExternalSignIn>().AcceptAsync(identity, null, default)).UserId!;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Account_OfTheirs_HasNoPasswordToChange()
    {
        _host.Become(Actors.Viewer with { Id = _id, Name = "ada@example.org" });
        _host.Dialogs();
        var page = _host.Page.Render<OwnAccountPage>();

        page.WaitForElement("#provider-head");

        Assert.Empty(page.FindAll("#current-password, #factor-head"));
    }

    [Fact]
    public async Task Menu_OfTheirs_DisablesWhatTheProviderDecides()
    {
        var popovers = _host.Page.Render<MudPopoverProvider>();
        var page = _host.Page.Render<PeoplePage>();

        await page.WaitForElement("button[aria-label^='What to do with']").ClickAsync(new());

        Assert.Contains("active", page.Find("td[data-label=State]").TextContent, StringComparison.Ordinal);
        popovers.WaitForAssertion(() =>
            Assert.Equal(
                ["Change the role…", "Link for a new password…"],
                popovers
                    .FindAll(".mud-menu-item")
                    .Where(item => item.GetAttribute("aria-disabled") == "true" || item.ClassList.Contains("mud-disabled"))
                    .Select(item => item.TextContent.Trim())
            )
        );
    }
}
