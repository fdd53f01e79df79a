using System.Diagnostics;
using System.Text.Json;
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
            await nodes.FetchAsync(cluster);
            DateTime clicked;
            await using (await ThreeNodes.HoldAsync(cluster, hold))
            {
                (clicked, var answer) = await ThreeNodes.StopAsync(cluster.Api);

                var acknowledged = ThreeNodes.Acknowledged(answer);
                Assert.Equal(3, acknowledged.Count);
                Assert.All(acknowledged, node => Assert.InRange(node.Value ?? double.MaxValue, 0, 1_000));
                await cluster.Site.QuietAsync();
                await Task.Delay(Held);
                output.WriteLine(await nodes.NoteAsync(hold, cluster, clicked, acknowledged.Values));
            }

            // What waited for the lock goes on, and has to end there.
            await ThreeNodes.ResetAsync(cluster);
            cluster.Site.AssertNothingCameLaterThanASecondAfter(clicked);
        }

        nodes.AssertPromised(hold, Rounds);
    }

    [PostgresTheory]
    [InlineData("a batch", Batches)]
    [InlineData("an admission", Admission)]
    public async Task Stop_NodeIsFrozenInATransaction_OthersDoNotWaitAndItDoesNothingAfterItWakes(string where, string hold)
    {
        var cluster = await nodes.ReadyAsync();
        for (var round = 1; round <= Rounds; round++)
        {
            await nodes.FetchAsync(cluster);
            await StopAndWakeAsync(cluster, await ThreeNodes.FreezeAsync(cluster, hold), where);
            await ThreeNodes.ResetAsync(cluster);
        }

        nodes.AssertPromised(Frozen(where), Rounds);
    }

    [PostgresFact]
    public async Task Stop_NodeIsFrozenInAJobsEnd_OthersDoNotWaitAndTheEndIsStoredWhenItWakes()
    {
        const string Where = "a job's end";
        var cluster = await nodes.ReadyAsync();
        for (var round = 1; round <= Rounds; round++)
        {
            // None ends before all of them run, however late a place is free.
            await nodes.FetchAsync(cluster, sources: ThreeNodes.Places, pages: 1_900);
            await cluster.UntilAsync(
                async () =>
                    await cluster.CountAsync("SELECT count(*) FROM parser_jobs WHERE status = 'running'") == ThreeNodes.Places
                    && await cluster.CountAsync("SELECT count(*) FROM parser_jobs WHERE status = 'pending'") == 0,
                ThreeNodes.Patience,
                "every job runs"
            );
            var jobs = await cluster.CountAsync("SELECT count(*) FROM parser_jobs");

            // No job waits and none is asked for: who wants the admission's lock now wants to end a job.
            var frozen = await ThreeNodes.FreezeAsync(cluster, Admission, held: () => cluster.Site.Pages = 1);
            var ending = await ThreeNodes.JobsOfAsync(cluster, frozen);
            await StopAndWakeAsync(cluster, frozen, Where);
            await ThreeNodes.ResetAsync(cluster);

            // What came in the meantime would be a row: a slot that came due, too. And a run that had not come to its end before the stop
            // is cancelled by it.
            Assert.Equal(jobs, await cluster.CountAsync("SELECT count(*) FROM parser_jobs"));
            var ended = await ThreeNodes.CountAsync(cluster, ending, "succeeded") + await ThreeNodes.CountAsync(cluster, ending, "failed");
            Assert.True(ended > 0, $"None of {string.Join(", ", ending)} had ended");
        }

        nodes.AssertPromised(Frozen(Where), Rounds);
    }

    [PostgresFact]
    public async Task Node_IsFrozenInABatch_ItsJobsAreLostWithin15SecondsAndItSendsNothingAfterItWakes()
    {
        var cluster = await nodes.ReadyAsync();
        await nodes.FetchAsync(cluster);
        var (frozen, theirs) = await FreezeUntilLostAsync(cluster);
        var name = ThreeNodes.NameOf(frozen);
        Assert.Empty(await ThreeNodes.JobsOfAsync(cluster, frozen));
        var old = (await cluster.QueryAsync($"SELECT source_id FROM parser_jobs WHERE id IN ({string.Join(',', theirs)})"))
            .Select(row => (string)row[0])
            .ToHashSet();
        var woken = TimeProvider.System.GetUtcNow().UtcDateTime;
        await frozen.SignalAsync("CONT");
        var awake = woken + TimeSpan.FromSeconds(5);
        await cluster.UntilAsync(
            async () =>
                await cluster.CountAsync($"SELECT count(*) FROM nodes WHERE name = '{name}' AND heartbeat_at > '{awake:O}'::timestamptz")
                == 1,
            ThreeNodes.Patience,
            "it has been awake for as long as something late would need to show itself, and nobody stopped it"
        );
        await ThreeNodes.StopAsync(cluster.Api);
        await cluster.Site.QuietAsync();
        await cluster.UntilIdleAsync(ThreeNodes.Patience);

        // Jobs that it is given once it is awake are no matter here; those that it had are.
        var given = (
            await cluster.QueryAsync(
                $"SELECT source_id, started_at, ended_at FROM parser_jobs WHERE node = '{name}' AND started_at >= '{woken:O}'::timestamptz"
            )
        )
            .Select(row => (Source: (string)row[0], From: (DateTime)row[1], To: (DateTime)row[2]))
            .ToList();
        Assert.DoesNotContain(
            cluster.Site.Arrivals,
            call =>
                call.At > woken
                && call.Agent.StartsWith(name, StringComparison.Ordinal)
                && old.Contains(call.Source)
                && !given.Exists(job => job.Source == call.Source && job.From <= call.At && call.At <= job.To)
        );
        await ThreeNodes.ResetAsync(cluster);
    }

    [PostgresFact]
    public async Task Stop_NodeIsFrozenAndLost_ItSendsNothingAfterItWakes()
    {
        var cluster = await nodes.ReadyAsync();
        await nodes.FetchAsync(cluster);
        var (frozen, theirs) = await FreezeUntilLostAsync(cluster);

        var (clicked, answer) = await ThreeNodes.StopAsync(cluster.At(cluster.Nodes.First(node => node != frozen)));

        // It is no living node any more, so nobody waits for it; that it may wake is told all the same.
        var acknowledged = ThreeNodes.Acknowledged(answer);
        Assert.True(acknowledged.Remove(ThreeNodes.NameOf(frozen), out var silent) && silent is null, $"{answer}");
        Assert.True(ThreeNodes.IsSilent(answer, frozen), $"{answer}");
        Assert.Equal(2, acknowledged.Count);
        Assert.All(acknowledged, node => Assert.InRange(node.Value ?? double.MaxValue, 0, 1_000));
        await WakeAsync(cluster, frozen, answer, clicked);
        Assert.Equal(theirs.Count, await ThreeNodes.CountAsync(cluster, theirs, "lost"));
        Assert.Empty(await ThreeNodes.JobsOfAsync(cluster, frozen));
        await ThreeNodes.ResetAsync(cluster);
    }

    private static string Frozen(string where) => $"frozen in {where}";

    private async Task StopAndWakeAsync(Cluster cluster, PortalProcess frozen, string where)
    {
        var (clicked, answer) = await ThreeNodes.StopAsync(cluster.At(cluster.Nodes.First(node => node != frozen)));

        var acknowledged = ThreeNodes.Acknowledged(answer);
        Assert.True(acknowledged.Remove(ThreeNodes.NameOf(frozen), out var silent) && silent is null, $"{where}: {answer}");
        Assert.Equal(2, acknowledged.Count);
        Assert.All(acknowledged, node => Assert.InRange(node.Value ?? double.MaxValue, 0, 1_000));
        await WakeAsync(cluster, frozen, answer, clicked);
        output.WriteLine(await nodes.NoteAsync(Frozen(where), cluster, clicked, acknowledged.Values));
    }

    /// <summary>Everything was stopped while it was frozen: it acknowledges, and sends and writes nothing.</summary>
    private static async Task WakeAsync(Cluster cluster, PortalProcess frozen, JsonElement stop, DateTime clicked)
    {
        await cluster.Site.QuietAsync();
        var (items, calls) = (await cluster.CountAsync("SELECT count(*) FROM items"), cluster.Site.Arrivals.Count);
        await frozen.SignalAsync("CONT");
        await cluster.UntilAsync(
            async () =>
                await cluster.CountAsync(
                    $"SELECT count(*) FROM nodes WHERE name = '{ThreeNodes.NameOf(frozen)}' AND acknowledged_epoch >= "
                        + stop.GetProperty("epoch").GetInt64()
                ) == 1,
            ThreeNodes.Patience,
            "it acknowledges once it is awake"
        );
        await cluster.Site.QuietAsync();
        cluster.Site.AssertNothingCameLaterThanASecondAfter(clicked);
        Assert.Equal(calls, cluster.Site.Arrivals.Count);
        Assert.Equal(items, await cluster.CountAsync("SELECT count(*) FROM items"));
    }

    /// <returns>The node, which sleeps on, and the jobs that it had.</returns>
    private static async Task<(PortalProcess Frozen, IReadOnlyList<string> Jobs)> FreezeUntilLostAsync(Cluster cluster)
    {
        var since = Stopwatch.StartNew();
        var frozen = await ThreeNodes.FreezeAsync(cluster, Batches);
        var theirs = await ThreeNodes.JobsOfAsync(cluster, frozen);
        Assert.NotEmpty(theirs);
        await cluster.UntilAsync(
            async () => await ThreeNodes.CountAsync(cluster, theirs, "lost") == theirs.Count,
            ThreeNodes.Patience,
            "its jobs are lost"
        );
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(16));
        return (frozen, theirs);
    }
}
