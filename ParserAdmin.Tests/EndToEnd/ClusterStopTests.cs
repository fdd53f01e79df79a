using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>The promise of the red button over three processes; <c>benchmarks stop</c> prints the figures of fifty rounds.</summary>
[Collection(RealProcesses.Name)]
public sealed class ClusterStopTests
{
    [PostgresFact]
    public async Task ThreeProcesses_AcknowledgeWithinASecondAndFetchNothingAfter()
    {
        await using var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "all", "worker", "worker");
        cluster.Site.Pages = 1_000;
        cluster.Site.Answering = TimeSpan.FromMilliseconds(30);
        await cluster.SetConcurrencyAsync(12);
        await cluster.AddSourcesAsync(12);
        for (var round = 1; round <= 2; round++)
        {
            var measured = await ClusterStop.MeasureAsync(cluster, 12, round);

            Assert.True(measured.Acknowledged <= TimeSpan.FromSeconds(1), $"round {round}: {measured}");
            Assert.True(measured.LastRequest <= TimeSpan.FromSeconds(1), $"round {round}: {measured}");
        }
    }
}
