using System.Text.Json;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>One emergency stop over a cluster under load, measured from outside.</summary>
/// <param name="Acknowledged">From the click to the last node's acknowledgement, by the nodes' own measure.</param>
/// <param name="Answered">From the click to the API's answer, which waits for all nodes.</param>
/// <param name="LastRequest">From the click to the last request that the site saw; negative or zero when there was none.</param>
internal sealed record ClusterStop(TimeSpan Acknowledged, TimeSpan Answered, TimeSpan LastRequest)
{
    /// <summary>Starts long runs of every source, stops when three nodes fetch, and resets when all is quiet.</summary>
    public static async Task<ClusterStop> MeasureAsync(Cluster cluster, int sources, int round)
    {
        cluster.Site.Arrivals.Clear();
        for (var i = 1; i <= sources; i++)
            await cluster.RequestAsync($"s{i}", 100 + round);
        await cluster.UntilAsync(
            () => Task.FromResult(cluster.Site.Arrivals.Select(arrival => arrival.Source).Distinct().Count() >= Math.Min(sources, 6)),
            TimeSpan.FromSeconds(60),
            "six sources are fetched"
        );

        var clicked = TimeProvider.System.GetUtcNow().UtcDateTime;
        var answer = (await cluster.Api.PostAsync("/admin/parser/emergency-stop", new { reason = $"round {round}" })).Expect(200);
        var answered = TimeProvider.System.GetUtcNow().UtcDateTime;
        var nodes = answer.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("acknowledgedMs")).ToList();
        if (nodes.Count != cluster.Nodes.Count || nodes.Any(node => node.ValueKind == JsonValueKind.Null))
            throw new InvalidOperationException($"Not every node acknowledged: {answer}");

        // A late request would come now.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var last = cluster.Site.Arrivals.Select(arrival => arrival.At).DefaultIfEmpty(clicked).Max();
        await cluster.UntilIdleAsync(TimeSpan.FromSeconds(30));
        var version = (await cluster.Api.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        (
            await cluster.Api.PostAsync(
                "/admin/parser/emergency-stop/reset",
                new
                {
                    reason = "next round",
                    confirm = "RESET",
                    version,
                }
            )
        ).Expect(200);
        return new ClusterStop(TimeSpan.FromMilliseconds(nodes.Max(node => node.GetDouble())), answered - clicked, last - clicked);
    }
}
