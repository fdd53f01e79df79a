using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>What the owner of a site sees of two processes that parse it at once.</summary>
[Collection(LongRuns.Clusters)]
public sealed class SharedSiteTests
{
    // Arrivals are timed at the site: the way there takes a while, and not always the same.
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1) - TimeSpan.FromMilliseconds(50);

    [PostgresFact]
    public async Task FourJobsOnTwoNodes_OneSiteWithADelayOfASecond_SeesAtMostOneRequestASecondAndNoneBeforeRetryAfter()
    {
        await using var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "web", "worker", "worker");
        await cluster.SetConcurrencyAsync(4);
        cluster.Site.Pages = 2;
        await cluster.AddSourcesAsync(4, "1s");

        var nodes = new HashSet<object>();
        for (var round = 1; nodes.Count < 2; round++)
        {
            Assert.True(round <= 5, "One worker took all jobs of five rounds.");
            await RunAllAsync(cluster, round);
            nodes.UnionWith((await cluster.QueryAsync("SELECT DISTINCT node FROM parser_jobs")).Select(row => row[0]));
        }

        cluster.Site.TooMany = HostGovernor.Patience;
        await RunAllAsync(cluster, 10);
        var refused = cluster.Site.Refused!.Value;

        var arrivals = cluster.Site.Arrivals.Select(arrival => arrival.At).Order().ToList();
        Assert.All(
            arrivals.Zip(arrivals.Skip(1)),
            pair => Assert.True(pair.Second - pair.First >= Second, $"{pair.First:O} and {pair.Second:O}")
        );
        Assert.DoesNotContain(arrivals, at => at > refused && at < refused + HostGovernor.Patience);
        Assert.Contains(arrivals, at => at > refused);
    }

    private static async Task RunAllAsync(Cluster cluster, int pages)
    {
        for (var i = 1; i <= 4; i++)
            await cluster.RequestAsync($"s{i}", pages);
        await cluster.UntilIdleAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, await cluster.CountAsync("SELECT count(*) FROM parser_jobs WHERE status <> 'succeeded'"));
    }
}
