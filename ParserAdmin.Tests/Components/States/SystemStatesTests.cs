using Bunit;
using ParserAdmin.Components.Pages.SystemInfo;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Events;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class SystemStatesTests
{
    private const string Rows = "[aria-label=Nodes] tbody tr";

    [Fact, InState(typeof(SystemPage), PageState.One)]
    public async Task One_Node_IsThisOneAndAlive()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.Get<NodeAgent>().RegisterAsync(CancellationToken.None);

        var page = host.Page.Render<SystemPage>();

        page.WaitForElement(Rows);
        var row = Assert.Single(page.FindAll(Rows)).TextContent;
        Assert.Contains("node-1 (this one)", row);
        Assert.Contains("alive", row);
        Assert.Contains("One is alive.", page.Find("[aria-label=Health]").TextContent);
    }

    [Fact, InState(typeof(SystemPage), PageState.Stopped)]
    public async Task Stopped_ANodeIsBehindUntilItHasObeyed()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Viewer);
        await host.Core.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await host.StopAsync();
        var page = host.Page.Render<SystemPage>();
        page.WaitForElement(Rows);
        Assert.Contains("0, behind", page.Find(Rows).TextContent);

        await host.Core.SqlAsync("UPDATE nodes SET acknowledged_epoch = 1, acknowledged_ms = 38");
        host.Core.Get<EventBus>().Publish(new NodeChanged(new Node { Name = "node-1" }));

        page.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Contains("1, in 38 ms", page.Find(Rows).TextContent);
        });
    }
}
