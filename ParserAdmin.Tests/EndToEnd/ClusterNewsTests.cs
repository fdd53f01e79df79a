using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>What one node does shows on another, and what is asked of one reaches the one that runs it.</summary>
[Collection(RealProcesses.Name)]
public sealed class ClusterNewsTests
{
    [PostgresFact]
    public async Task Cancel_OfARunOnAnotherNodeThatWaits_EndsItWithinASecond()
    {
        await using var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "web", "worker");

        // Half a minute between two requests: the run sleeps, and asks no gate.
        await cluster.AddSourcesAsync(1, delay: "30s");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var job = await cluster.RequestAsync("s1", 3);
        await cluster.UntilAsync(() => Task.FromResult(cluster.Site.RobotsAsked), TimeSpan.FromSeconds(10), "the first request came");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"The worker was woken only after {watch.Elapsed}");
        await Task.Delay(500);

        var clicked = TimeProvider.System.GetUtcNow().UtcDateTime;
        (await cluster.Api.PostAsync($"/tasks/{job}/cancel")).Expect(200);
        await cluster.UntilIdleAsync(TimeSpan.FromSeconds(10));

        var ended = (DateTime)
            (await cluster.QueryAsync($"SELECT ended_at FROM parser_jobs WHERE id = '{job}' AND status = 'cancelled'"))[0][0];
        Assert.True(ended - clicked < TimeSpan.FromSeconds(1), $"It ended {ended - clicked} after the click");
    }
}
