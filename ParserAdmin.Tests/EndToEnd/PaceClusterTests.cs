using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>One host and its delay, as the site itself sees it, over two processes.</summary>
[Collection(LongRuns.Clusters)]
public sealed class PaceClusterTests
{
    // What the site's clock and the loopback may be off by.
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1) - TimeSpan.FromMilliseconds(10);

    [PostgresFact]
    public async Task FourJobsOfOneHost_OverTwoWorkers_AskAtMostOnceASecond()
    {
        await using var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "web", "worker", "worker");
        cluster.Site.Pages = 50;
        cluster.Site.Answering = TimeSpan.FromMilliseconds(5);
        await cluster.SetConcurrencyAsync(4);
        await cluster.AddSourcesAsync(4, delay: "1s");

        for (var source = 1; source <= 4; source++)
            await cluster.RequestAsync($"s{source}", 50);
        await cluster.UntilAsync(() => Task.FromResult(cluster.Site.Arrivals.Count >= 9), TimeSpan.FromSeconds(60), "nine pages were asked for");

        Assert.Equal(["node-2", "node-3"], (await cluster.QueryAsync("SELECT DISTINCT node FROM parser_jobs WHERE status = 'running' ORDER BY node")).Select(row => (string)row[0]));
        var times = cluster.Site.Arrivals.Select(arrival => arrival.At).Order().ToList();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Second, $"Two requests within {pair.Second - pair.First}: {string.Join(", ", times.Select(at => $"{at:ss.fff}"))}"));
    }
}
