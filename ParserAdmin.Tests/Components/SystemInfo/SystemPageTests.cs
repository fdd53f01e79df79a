using Bunit;
using Microsoft.Data.Sqlite;
using ParserAdmin.Components.Pages.SystemInfo;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.SystemInfo;

public sealed class SystemPageTests
{
    [Fact]
    public async Task Render_Admin_SeesVersionsDatabaseAndTheDataFolder()
    {
        await using var host = await PortalServices.CreateAsync();

        var page = host.Page.Render<SystemPage>();

        var node = page.WaitForElement("[aria-label='This node']").TextContent;
        Assert.Contains(".NET 10", node);
        Assert.Contains("SQLite", node);
        Assert.Contains("Coravel", node);
        Assert.Contains("in the data folder", node);
        Assert.Contains(host.Core.DataDirectory, node);
    }

    [Fact, InState(typeof(SystemPage), PageState.Viewer)]
    public async Task Render_Viewer_SeesAllButWhereTheDataLie()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Viewer);

        var page = host.Page.Render<SystemPage>();

        Assert.Contains("SQLite", page.WaitForElement("[aria-label='This node']").TextContent);
        Assert.DoesNotContain(host.Core.DataDirectory, page.Markup);
    }

    [Fact, InState(typeof(SystemPage), PageState.Many)]
    public async Task Nodes_OneBehindOneGone_AreToldApartAndFollow()
    {
        await using var host = await PortalServices.CreateAsync();
        await AddNodeAsync(host, "node-1", TimeSpan.Zero);
        await AddNodeAsync(host, "node-2", TimeSpan.FromMinutes(5));
        await host.Core.SqlAsync("UPDATE parser_settings SET epoch = 3");
        var page = host.Page.Render<SystemPage>();

        page.WaitForElement("[aria-label=Nodes] tbody tr");
        var rows = page.FindAll("[aria-label=Nodes] tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("node-1 (this one)", rows[0]);
        Assert.Contains("alive", rows[0]);
        Assert.Contains("0, behind", rows[0]);
        Assert.Contains("gone", rows[1]);
        Assert.Contains("node-2 stopped without a word", page.Find("[aria-label=Health]").TextContent);

        await host.Core.SqlAsync("DELETE FROM nodes WHERE name = 'node-2'");
        host.Core.Get<EventBus>().Publish(new NodeChanged(new Node { Name = "node-1" }));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[aria-label=Nodes] tbody tr")));
    }

    [Fact]
    public async Task Health_DatabaseIsFull_SaysWhatToDo()
    {
        await using var host = await PortalServices.CreateAsync();
        host.Core.Get<DatabaseHealth>().Wrote(new SqliteException("database or disk is full", 13));

        var page = host.Page.Render<SystemPage>();

        var health = page.WaitForElement("[aria-label=Health]").TextContent;
        Assert.Contains("works, but look", health);
        Assert.Contains(host.Core.Get<DatabaseHealth>().State.Text!, health);
    }

    [Fact, InState(typeof(SystemPage), PageState.Nothing)]
    public async Task Health_NoTickYet_SaysThatNothingStarts()
    {
        await using var host = await PortalServices.CreateAsync();

        var page = host.Page.Render<SystemPage>();

        Assert.Contains("No scheduler has ticked yet. No slot starts a job.", page.WaitForElement("[aria-label=Health]").TextContent);
    }

    [Fact]
    public async Task Dispose_OpenPage_LeavesNoSubscription()
    {
        await using var host = await PortalServices.CreateAsync();
        host.Page.Render<SystemPage>();
        Assert.Equal(1, host.Subscriptions);

        await host.Page.DisposeComponentsAsync();

        Assert.Equal(0, host.Subscriptions);
    }

    private static async Task AddNodeAsync(PageHost host, string name, TimeSpan age)
    {
        var now = host.Core.Clock.UtcMilliseconds();
        await using var context = await host.Core.OpenAsync();
        context.Add(
            new Node
            {
                Name = name,
                Instance = Guid.NewGuid(),
                StartedAt = now.AddHours(-1),
                HeartbeatAt = now - age,
            }
        );
        await context.SaveChangesAsync();
    }
}
