using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// The database breaks away under load and comes back: nobody dies, nothing is fetched blindly, and work goes on by itself.
/// </summary>
[Collection(LongRuns.Clusters)]
public sealed class OutageTests
{
    /// <summary><c>PARSERADMIN_OUTAGE_SECONDS</c>; 20 is what was promised.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(Cluster.Figure("PARSERADMIN_OUTAGE_SECONDS", 7));

    [PostgresFact]
    public async Task DatabaseGone_NothingIsFetched_AndWorkGoesOnAfterwards()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var cluster = await Cluster.StartAsync(postgres.ConnectionString, "all", "worker");

        // Long enough that the break comes in the middle, however long the asking takes.
        cluster.Site.Pages = 60;
        cluster.Site.Answering = TimeSpan.FromMilliseconds(100);
        await cluster.SetConcurrencyAsync(6);
        await cluster.AddSourcesAsync(6);
        for (var run = 1; run <= 2; run++)
        {
            for (var source = 1; source <= 6; source++)
                await cluster.RequestAsync($"s{source}", 100 + run);
        }

        await cluster.UntilAsync(() => Task.FromResult(cluster.Site.Arrivals.Count > 20), TimeSpan.FromSeconds(30), "the site is fetched");

        await postgres.StopAsync();
        var gone = TimeProvider.System.GetUtcNow().UtcDateTime;
        await Task.Delay(Outage);
        var back = TimeProvider.System.GetUtcNow().UtcDateTime;
        await postgres.StartAsync();

        // A request that had passed the gate before the break may still arrive a moment after it.
        Assert.DoesNotContain(cluster.Site.Arrivals, arrival => arrival.At > gone.AddSeconds(1) && arrival.At < back);
        await cluster.UntilIdleAsync(TimeSpan.FromMinutes(3));
        var ends = await cluster.QueryAsync("SELECT status, coalesce(reason, error_message, ''), count(*) FROM parser_jobs GROUP BY 1, 2");
        Assert.True(
            cluster.Site.Arrivals.Any(arrival => arrival.At > back),
            $"gone {gone:O}, back {back:O}, last request {cluster.Site.Arrivals.Max(arrival => arrival.At):O}; "
                + $"{string.Join("; ", ends.Select(row => string.Join(", ", row)))}\n{cluster.Nodes[0].Output}"
        );
        await AssertWorkGoesOnAsync(cluster);
    }

    private static async Task AssertWorkGoesOnAsync(Cluster cluster)
    {
        var next = await cluster.RequestAsync("s1", 7);
        await cluster.UntilIdleAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("succeeded", (string)(await cluster.QueryAsync($"SELECT status FROM parser_jobs WHERE id = '{next}'"))[0][0]);
        Assert.All(cluster.Nodes, node => Assert.True(node.IsRunning, node.Output));
        await cluster.UntilAsync(
            async () =>
                (await cluster.Api.GetAsync("/health/details")).Json.GetProperty("scheduler").GetProperty("status").GetString() == "ok",
            TimeSpan.FromSeconds(20),
            "the scheduler ticks"
        );
    }
}
