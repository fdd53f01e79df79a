using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Hosting.Databases;

namespace ParserAdmin.Benchmarks;

/// <summary>Emergency stops over three real processes on PostgreSQL, each while twelve crawls fetch from a local site.</summary>
internal static class StopBenchmark
{
    private const int Sources = 12;

    public static async Task RunAsync(int rounds)
    {
        await using var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "all", "worker", "worker");
        cluster.Site.Pages = 1_000;
        cluster.Site.Answering = TimeSpan.FromMilliseconds(30);
        await cluster.SetConcurrencyAsync(Sources);
        await cluster.AddSourcesAsync(Sources);
        var measured = new List<ClusterStop>();
        for (var round = 1; round <= rounds; round++)
        {
            measured.Add(await ClusterStop.MeasureAsync(cluster, Sources, round));
            Console.Error.Write('.');
        }

        Console.Error.WriteLine();
        Figures.Print("stop: stored to last acknowledgement", [.. measured.Select(stop => stop.Acknowledged.TotalMilliseconds)]);
        Figures.Print("stop: click to answer with all acknowledgements", [.. measured.Select(stop => stop.Answered.TotalMilliseconds)]);
        Figures.Print(
            "stop: last request at the site after the click",
            [.. measured.Select(stop => Math.Max(0, stop.LastRequest.TotalMilliseconds))]
        );
    }
}
