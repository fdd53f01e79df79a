using ParserAdmin.Core.Cluster;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Cluster;

public sealed class SilentNodeTests
{
    [Theory, EachDatabase]
    public async Task Acknowledgements_NodeIsSilent_IsNamedAndNotWaitedForUnlessItSaidGoodBye(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var frozen = await host.JoinAsync();
        await using var ended = await host.JoinAsync("node-3");
        foreach (var node in new[] { frozen, ended })
            await node.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await ended.Get<NodeAgent>().StopAsync(CancellationToken.None);
        host.Clock.Advance(NodeAgent.DeadAfter);
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await host.SqlAsync("UPDATE nodes SET acknowledged_epoch = 7 WHERE name = 'node-1'");

        // The clock stands still: whoever waited would wait for ever.
        var nodes = await host.Get<NodeQueries>().AcknowledgementsAsync(7, TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.Equal(["node-1", "node-2"], nodes!.Select(node => node.Name));
        var now = host.Clock.GetUtcNow().UtcDateTime;
        Assert.Equal([false, true], nodes!.Select(node => node.IsSilent(now)));
        Assert.True(nodes![1].AcknowledgedEpoch < 7);
    }
}
