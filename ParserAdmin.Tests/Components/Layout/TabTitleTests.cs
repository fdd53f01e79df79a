using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using ParserAdmin.Components.Layout;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Layout;

/// <summary>The browser's tab says how the program stands, on every page, without a reload.</summary>
public sealed class TabTitleTests
{
    [Fact]
    public async Task Tab_ModeAndStop_AreItsTitlesBeginningAndItsIcon()
    {
        await using var host = await PortalServices.CreateAsync();
        var head = Render(host);
        AssertTab(host, head, "Manual · Jobs · ParserAdmin", "favicon-manual.svg");

        await host.Core.SwitchToAutoAsync();
        AssertTab(host, head, "Auto · Jobs · ParserAdmin", "favicon-auto.svg");

        await host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);
        AssertTab(host, head, "STOPPED · Jobs · ParserAdmin", "favicon-stopped.svg");
    }

    [Fact]
    public async Task Tab_SettingsThatCannotBeRead_SaysStopped()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.SqlAsync("ALTER TABLE parser_settings RENAME TO hidden");

        AssertTab(host, Render(host), "STOPPED · Jobs · ParserAdmin", "favicon-stopped.svg");
    }

    [Theory]
    [InlineData("favicon-auto.svg")]
    [InlineData("favicon-manual.svg")]
    [InlineData("favicon-stopped.svg")]
    public void Icon_IsThere(string name) => Assert.True(File.Exists(Repository.Path("ParserAdmin", "wwwroot", name)));

    private static IRenderedComponent<HeadOutlet> Render(PageHost host)
    {
        var head = host.Page.Render<HeadOutlet>();
        host.Page.Render<MainLayout>(layout => layout.Add(frame => frame.Body, Jobs));
        return head;
    }

    private static RenderFragment Jobs =>
        builder =>
        {
            builder.OpenComponent<PageHeader>(0);
            builder.AddAttribute(1, nameof(PageHeader.Title), "Jobs");
            builder.CloseComponent();
        };

    private static void AssertTab(PageHost host, IRenderedComponent<HeadOutlet> head, string title, string icon) =>
        head.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal(title, head.Find("title").TextContent);
            Assert.Equal(icon, head.Find("link[rel=icon]").GetAttribute("href"));
        });
}
