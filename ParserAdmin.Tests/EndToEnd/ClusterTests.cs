using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// Several processes on one database: work is shared, nothing is done twice, and a killed node costs nothing but its own runs.
/// </summary>
[Collection(LongRuns.Clusters)]
public sealed class ClusterTests
{
    /// <summary>
    /// <c>PARSERADMIN_CHAOS_SECONDS</c> says how long nodes are killed; 120 is what was promised, 8 keeps the suite quick.
    /// </summary>
    private static readonly TimeSpan Chaos = TimeSpan.FromSeconds(Cluster.Figure("PARSERADMIN_CHAOS_SECONDS", 8));

    /// <summary><c>PARSERADMIN_CLUSTER_RUNS</c> of each source; 10, which makes 200 jobs, is what was promised.</summary>
    private static readonly int Runs = Cluster.Figure("PARSERADMIN_CLUSTER_RUNS", 3);

    private const int Sources = 20;

    /// <summary>Pairs of runs of one source that overlap in time.</summary>
    private const string Overlaps = """
        SELECT count(*) FROM parser_jobs a JOIN parser_jobs b ON a.source_id = b.source_id AND a.id < b.id
        WHERE a.started_at IS NOT NULL AND b.started_at IS NOT NULL AND a.status <> 'lost' AND b.status <> 'lost'
          AND a.started_at < b.ended_at AND b.started_at < a.ended_at
        """;

    private const string StartedTwice =
        "SELECT count(*) FROM (SELECT entity_id FROM audit_logs WHERE action = 'job.start' GROUP BY entity_id HAVING count(*) > 1) AS "
        + "twice";

    [PostgresFact]
    public async Task TwoWorkers_ManyJobs_EachRunsOnceAndNoSourceTwiceAtATime()
    {
        await using var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "web", "worker", "worker");
        await cluster.SetConcurrencyAsync(8);
        await cluster.AddSourcesAsync(Sources);

        for (var run = 1; run <= Runs; run++)
            await Task.WhenAll(Enumerable.Range(1, Sources).Select(source => cluster.RequestAsync($"s{source}", run)));
        await cluster.UntilIdleAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(
            [
                ["succeeded", "", (long)Sources * Runs],
            ],
            await cluster.QueryAsync("SELECT status, coalesce(reason, ''), count(*) FROM parser_jobs GROUP BY 1, 2")
        );
        Assert.Equal(0, await cluster.CountAsync(StartedTwice));
        Assert.Equal(0, await cluster.CountAsync(Overlaps));
        Assert.Equal(
            ["node-2", "node-3"],
            (await cluster.QueryAsync("SELECT DISTINCT node FROM parser_jobs ORDER BY node")).Select(row => (string)row[0])
        );
        Assert.Equal(Sources * 3 * ListingSite.TitlesOnAPage, await cluster.CountAsync("SELECT count(*) FROM items"));
        await AssertRolesAsync(cluster);
    }

    [PostgresFact]
    public async Task NodesKilledAgainAndAgain_EveryJobEndsAndNothingIsDoubled()
    {
        var random = new Random(Cluster.Seed);
        await using var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "web", "worker", "worker");
        cluster.Site.Answering = TimeSpan.FromMilliseconds(150);
        await cluster.SetConcurrencyAsync(8);
        await cluster.AddSourcesAsync(Sources);
        var requested = new List<string>();
        for (var run = 1; run <= Runs; run++)
            requested.AddRange(await Task.WhenAll(Enumerable.Range(1, Sources).Select(source => cluster.RequestAsync($"s{source}", run))));

        var kills = new List<(string Node, DateTime At)>();
        var until = TimeProvider.System.GetUtcNow().UtcDateTime + Chaos;
        while (TimeProvider.System.GetUtcNow().UtcDateTime < until)
        {
            await Task.Delay(random.Next(1_000, 4_000));
            var victim = cluster.Nodes[random.Next(1, cluster.Nodes.Count)];
            kills.Add((victim.Settings["ParserAdmin:Node:Name"], TimeProvider.System.GetUtcNow().UtcDateTime));
            await victim.KillAsync();
            await victim.StartAsync();
        }

        await cluster.UntilIdleAsync(TimeSpan.FromMinutes(3));

        var ids = string.Join(',', requested.Select(id => $"'{id}'"));
        Assert.Equal(
            requested.Count,
            await cluster.CountAsync($"SELECT count(*) FROM parser_jobs WHERE id IN ({ids}) AND ended_at IS NOT NULL")
        );
        Assert.Equal(
            0,
            await cluster.CountAsync("SELECT count(*) FROM parser_jobs WHERE status NOT IN ('succeeded', 'lost', 'cancelled')")
        );
        Assert.Equal(0, await cluster.CountAsync(StartedTwice));
        Assert.Equal(0, await cluster.CountAsync(Overlaps));
        Assert.Equal(
            0,
            await cluster.CountAsync(
                "SELECT count(*) FROM (SELECT source_id, external_id FROM items GROUP BY source_id, external_id HAVING count(*) > 1) AS "
                    + "doubled"
            )
        );
        Assert.Equal(Sources * 3 * ListingSite.TitlesOnAPage, await cluster.CountAsync("SELECT count(*) FROM items"));
        foreach (var row in await cluster.QueryAsync("SELECT node, started_at, ended_at, reason FROM parser_jobs WHERE status = 'lost'"))
        {
            var (node, started, ended) = ((string)row[0], (DateTime)row[1], (DateTime)row[2]);
            var killed = kills
                .Where(kill => kill.Node == node && kill.At >= started.AddMilliseconds(-50) && kill.At <= ended)
                .Select(kill => kill.At)
                .DefaultIfEmpty(DateTime.MinValue)
                .Min();
            Assert.True(
                ended - killed <= TimeSpan.FromSeconds(15),
                $"A run of {node} from {started:O} was marked at {ended:O}, the kill was at {killed:O}: {row[3]}"
            );
        }
    }

    [PostgresFact]
    public async Task SecondNodeOfOneName_IsRefusedInWords()
    {
        await using var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "worker");
        await using var twin = new PortalProcess(settings: cluster.Nodes[0].Settings);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(twin.StartAsync);

        Assert.Contains("A node named node-1 already runs on this database", refused.Message, StringComparison.Ordinal);
        Assert.Equal("ok", (await cluster.Api.GetAsync("/health")).Expect(200).GetProperty("status").GetString());
    }

    /// <summary>A worker answers supervisors and nobody else; the one who fires tells every node's health page.</summary>
    private static async Task AssertRolesAsync(Cluster cluster)
    {
        var worker = cluster.At(cluster.Nodes[1]);
        (await worker.GetAsync("/health")).Expect(200);
        Assert.Contains(
            "parser_jobs_total{task=\"catalog-sync\",status=\"succeeded\"}",
            (await worker.GetAsync("/metrics")).Text,
            StringComparison.Ordinal
        );
        foreach (var path in new[] { "/", "/tasks/recent", "/admin/parser/settings" })
            Assert.Equal(404, (await worker.GetAsync(path)).Status);
        var scheduler = (await cluster.Api.GetAsync("/health/details")).Expect(200).GetProperty("scheduler");
        Assert.Equal("ok", scheduler.GetProperty("status").GetString());
        Assert.Contains(scheduler.GetProperty("lock_owner").GetString(), new[] { "node-2", "node-3" });
    }
}
