using Bunit;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Home;

public sealed class HostsPanelTests
{
    [Fact]
    public async Task Dashboard_AHostBeginsToCool_IsShownWithItsReason()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        var page = host.Page.Render<Dashboard>();
        Assert.Contains("None.", page.WaitForElement("[aria-label='Hosts cooling']").TextContent);

        await host
            .Core.Get<HostGovernor>()
            .CoolAsync(new Uri("https://shop.example/"), TimeSpan.FromMinutes(5), "429, Retry-After", CancellationToken.None);

        page.WaitForAssertion(() =>
        {
            var panel = page.Find("[aria-label='Hosts cooling']").TextContent;
            Assert.Contains("shop.example", panel);
            Assert.Contains("429, Retry-After", panel);
        });
    }
}
