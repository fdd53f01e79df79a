using System.Diagnostics;
using ParserAdmin.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// The red button over three processes on one PostgreSQL, with nothing and with something in its way: locks that another session holds, and
/// a node that is frozen in the middle of a transaction. <c>PARSERADMIN_STOP_ROUNDS</c> raises the rounds of each kind,
/// <c>PARSERADMIN_HOLD_SECONDS</c> says for how long a lock is held after the stop.
/// </summary>
[Collection(RealProcesses.Name)]
public sealed class HeldStopTests(ThreeNodes nodes, ITestOutputHelper output) : IClassFixture<ThreeNodes>
{
    private const string Admission = "SELECT pg_advisory_xact_lock(1346437122)";
    private const string Batches = "LOCK TABLE items IN SHARE ROW EXCLUSIVE MODE";

    private static readonly int Rounds = Cluster.Figure("PARSERADMIN_STOP_ROUNDS", 1);
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(Cluster.Figure("PARSERADMIN_HOLD_SECONDS", 0));

    [PostgresTheory]
    [InlineData("SELECT 1")]
    [InlineData("SELECT 1 FROM parser_settings WHERE id = 1 FOR SHARE")]
    [InlineData("SELECT 1 FROM parser_settings WHERE id = 1 FOR UPDATE")]
    [InlineData("SELECT pg_advisory_xact_lock(1346437121)")]
    [InlineData(Admission)]
    [InlineData(Batches)]
    public async Task Stop_LockedByAnotherSession_EveryNodeAcknowledgesWithinASecondAndSendsNothingLater(string hold)
    {
        var cluster = await nodes.ReadyAsync();
        for (var round = 1; round <= Rounds; round++)
        {
            await nodes.FetchAsync(cluster, pages: 1_000);
            DateTime clicked;
            await using (await ThreeNodes.HoldAsync(cluster, hold))
            {
                (clicked, var answer) = await ThreeNodes.StopAsync(cluster.Api);

                var acknowledged = ThreeNodes.Acknowledged(answer);
                Assert.Equal(3, acknowledged.Count);
                Assert.All(acknowledged, node => Assert.InRange(node.Value ?? double.MaxValue, 0, 1_000));
                await ThreeNodes.QuietAsync(cluster);
                await Task.Delay(Held);
                output.WriteLine(await nodes.NoteAsync(hold, cluster, clicked, acknowledged.Values));
            }

            // What waited for the lock goes on, and has to end there.
            await ThreeNodes.ResetAsync(cluster);
            ThreeNodes.AssertNothingCameLaterThanASecondAfter(cluster, clicked);
        }
    }

    [PostgresTheory]
    [InlineData("a batch", Batches, 1_000)]
    [InlineData("an admission", Admission, 1_000)]
    [InlineData("a job's end", Admission, 25)]
    public async Task Stop_NodeIsFrozenInATransaction_OthersDoNotWaitAndItDoesNothingAfterItWakes(string where, string hold, int pages)
    {
        var cluster = await nodes.ReadyAsync();
        for (var round = 1; round <= Rounds; round++)
        {
            await nodes.FetchAsync(cluster, pages);
            var frozen = await ThreeNodes.FreezeAsync(cluster, hold);
            var name = ThreeNodes.NameOf(frozen);

            var (clicked, answer) = await ThreeNodes.StopAsync(cluster.At(cluster.Nodes.First(node => node != frozen)));

            var acknowledged = ThreeNodes.Acknowledged(answer);
            Assert.True(acknowledged.Remove(name, out var silent) && silent is null, $"{where}: {answer}");
            Assert.Equal(2, acknowledged.Count);
            Assert.All(acknowledged, node => Assert.InRange(node.Value ?? double.MaxValue, 0, 1_000));
            await ThreeNodes.QuietAsync(cluster);
            var items = await cluster.CountAsync("SELECT count(*) FROM items");
            await frozen.SignalAsync("CONT");
            var epoch = answer.GetProperty("epoch").GetInt64();
            await cluster.UntilAsync(
                async () =>
                    await cluster.CountAsync($"SELECT count(*) FROM nodes WHERE name = '{name}' AND acknowledged_epoch >= {epoch}") == 1,
                ThreeNodes.Patience,
                "it acknowledges once it is awake"
            );
            await ThreeNodes.QuietAsync(cluster);

            output.WriteLine(await nodes.NoteAsync($"frozen in {where}", cluster, clicked, acknowledged.Values));
            ThreeNodes.AssertNothingCameLaterThanASecondAfter(cluster, clicked);
            Assert.Equal(items, await cluster.CountAsync("SELECT count(*) FROM items"));
            await ThreeNodes.ResetAsync(cluster);
        }
    }

    [PostgresFact]
    public async Task Node_IsFrozenInABatch_ItsJobsAreLostWithin15SecondsAndItSendsNothingAfterItWakes()
    {
        var cluster = await nodes.ReadyAsync();
        await nodes.FetchAsync(cluster, pages: 1_000);
        var since = Stopwatch.StartNew();
        var frozen = await ThreeNodes.FreezeAsync(cluster, Batches);
        var name = ThreeNodes.NameOf(frozen);
        var theirs = (await cluster.QueryAsync($"SELECT id FROM parser_jobs WHERE node = '{name}' AND status = 'running'"))
            .Select(row => $"'{row[0]}'")
            .ToList();
        Assert.NotEmpty(theirs);

        await cluster.UntilAsync(
            async () =>
                await cluster.CountAsync($"SELECT count(*) FROM parser_jobs WHERE id IN ({string.Join(',', theirs)}) AND status <> 'lost'")
                == 0,
            ThreeNodes.Patience,
            "its jobs are lost"
        );
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(16));
        var woken = TimeProvider.System.GetUtcNow().UtcDateTime;
        var runs = await cluster.QueryAsync($"SELECT source_id FROM parser_jobs WHERE node = '{name}' AND status = 'running'");
        await frozen.SignalAsync("CONT");
        await cluster.UntilAsync(
            async () =>
                await cluster.CountAsync(
                    $"SELECT count(*) FROM nodes WHERE name = '{name}' AND heartbeat_at > now() - interval '2 seconds'"
                ) == 1,
            ThreeNodes.Patience,
            "it beats again"
        );

        // Jobs that it is given once it is awake are no matter here; those that it had are.
        var old = (await cluster.QueryAsync($"SELECT source_id FROM parser_jobs WHERE id IN ({string.Join(',', theirs)})"))
            .Select(row => (string)row[0])
            .ToHashSet();
        var given = (
            await cluster.QueryAsync(
                $"SELECT DISTINCT source_id FROM parser_jobs WHERE node = '{name}' AND id NOT IN ({string.Join(',', theirs)}) AND "
                    + $"started_at >= '{woken.AddSeconds(-1):O}'"
            )
        )
            .Select(row => (string)row[0])
            .ToHashSet();
        Assert.Empty(runs);
        var late = cluster
            .Site.Callers.Zip(cluster.Site.Arrivals)
            .Where(call =>
                call.First.At > woken
                && call.First.Agent.StartsWith(name, StringComparison.Ordinal)
                && old.Contains(call.Second.Source)
                && !given.Contains(call.Second.Source)
            );
        Assert.Empty(late);
        await ThreeNodes.StopAsync(cluster.Api);
        await ThreeNodes.ResetAsync(cluster);
    }
}
