using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// The red button while something is in its way, over three processes on one PostgreSQL: locks that another session holds, and a node that is frozen in
/// the middle of a transaction. <c>PARSERADMIN_STOP_ROUNDS</c> raises the rounds.
/// </summary>
[Collection(RealProcesses.Name)]
public sealed class HeldStopTests(HeldStopTests.ThreeNodes nodes) : IClassFixture<HeldStopTests.ThreeNodes>
{
    private const string Admission = "SELECT pg_advisory_xact_lock(1346437122)";
    private const string Batches = "LOCK TABLE items IN SHARE ROW EXCLUSIVE MODE";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Arranging = TimeSpan.FromSeconds(15);
    private static int _rounds;

    [PostgresTheory]
    [InlineData("SELECT 1 FROM parser_settings WHERE id = 1 FOR SHARE")]
    [InlineData("SELECT 1 FROM parser_settings WHERE id = 1 FOR UPDATE")]
    [InlineData("SELECT pg_advisory_xact_lock(1346437121)")]
    [InlineData(Admission)]
    [InlineData(Batches)]
    public async Task Stop_LockedByAnotherSession_EveryNodeAcknowledgesWithinASecondAndSendsNothingLater(string hold)
    {
        var cluster = await nodes.StartedAsync();
        for (var round = 0; round < Cluster.Figure("PARSERADMIN_STOP_ROUNDS", 1); round++)
        {
            await FetchAsync(cluster, pages: 1_000, "node-1", "node-2", "node-3");
            await using (await HoldAsync(cluster, hold))
            {
                var (clicked, answer) = await StopAsync(cluster);

                Assert.All(Acknowledged(answer), node => Assert.InRange(node.Value ?? double.MaxValue, 0, 1_000));
                Assert.Equal(3, Acknowledged(answer).Count);
                await QuietAsync(cluster);
                Assert.DoesNotContain(cluster.Site.Arrivals, arrival => arrival.At > clicked + Second);
                Assert.True((await SettingsAsync(cluster)).GetProperty("stopped").GetBoolean());
            }

            await ResetAsync(cluster);
        }
    }

    [PostgresTheory]
    [InlineData("a batch", Batches, 1_000)]
    [InlineData("an admission", Admission, 1_000)]
    [InlineData("a job's end", Admission, 25)]
    public async Task Stop_NodeIsFrozenInATransaction_OthersDoNotWaitAndItDoesNothingAfterItWakes(string where, string hold, int pages)
    {
        var cluster = await nodes.StartedAsync();
        var frozen = cluster.Nodes[1];
        for (var tries = 1; ; tries++)
        {
            await FetchAsync(cluster, pages, "node-2");
            try
            {
                await FreezeAsync(cluster, frozen, hold);
                break;
            }
            catch (TimeoutException) when (tries < 4)
            {
                // Which node gets which job is the scheduler's affair: this one had none that came to the lock. Another round of jobs.
            }
        }

        var (clicked, answer) = await StopAsync(cluster);

        var acknowledged = Acknowledged(answer);
        Assert.True(acknowledged.TryGetValue("node-2", out var silent) && silent is null, $"{where}: {answer}");
        Assert.InRange(acknowledged["node-1"] ?? double.MaxValue, 0, 1_000);
        Assert.InRange(acknowledged["node-3"] ?? double.MaxValue, 0, 1_000);
        await QuietAsync(cluster);
        var items = await cluster.CountAsync("SELECT count(*) FROM items");
        await frozen.SignalAsync("CONT");
        var epoch = answer.GetProperty("epoch").GetInt64();
        await cluster.UntilAsync(
            async () => await cluster.CountAsync($"SELECT count(*) FROM nodes WHERE name = 'node-2' AND acknowledged_epoch >= {epoch}") == 1, Patience, "it acknowledges once it is awake");
        await QuietAsync(cluster);

        Assert.DoesNotContain(cluster.Site.Arrivals, arrival => arrival.At > clicked + Second);
        Assert.Equal(items, await cluster.CountAsync("SELECT count(*) FROM items"));
        await ResetAsync(cluster);
    }

    [PostgresFact]
    public async Task Node_IsFrozenInABatch_ItsJobsAreLostWithin15SecondsAndItSendsNothingAfterItWakes()
    {
        var cluster = await nodes.StartedAsync();
        var frozen = cluster.Nodes[1];
        await FetchAsync(cluster, pages: 1_000, "node-2");
        var since = Stopwatch.StartNew();
        await FreezeAsync(cluster, frozen, Batches);
        var theirs = (await cluster.QueryAsync("SELECT id FROM parser_jobs WHERE node = 'node-2' AND status = 'running'")).Select(row => $"'{row[0]}'").ToList();
        Assert.NotEmpty(theirs);

        await cluster.UntilAsync(
            async () => await cluster.CountAsync($"SELECT count(*) FROM parser_jobs WHERE id IN ({string.Join(',', theirs)}) AND status <> 'lost'") == 0, Patience, "its jobs are lost");
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(16));
        var woken = TimeProvider.System.GetUtcNow().UtcDateTime;
        var runs = await cluster.QueryAsync("SELECT source_id FROM parser_jobs WHERE node = 'node-2' AND status = 'running'");
        await frozen.SignalAsync("CONT");
        await cluster.UntilAsync(
            async () => await cluster.CountAsync("SELECT count(*) FROM nodes WHERE name = 'node-2' AND heartbeat_at > now() - interval '2 seconds'") == 1, Patience, "it beats again");

        // Jobs that it is given once it is awake are no matter here; those that it had are.
        var old = (await cluster.QueryAsync($"SELECT source_id FROM parser_jobs WHERE id IN ({string.Join(',', theirs)})")).Select(row => (string)row[0]).ToHashSet();
        var given = (await cluster.QueryAsync($"SELECT DISTINCT source_id FROM parser_jobs WHERE node = 'node-2' AND id NOT IN ({string.Join(',', theirs)}) AND started_at >= '{woken.AddSeconds(-1):O}'"))
            .Select(row => (string)row[0]).ToHashSet();
        Assert.Empty(runs);
        var late = cluster.Site.Callers.Zip(cluster.Site.Arrivals)
            .Where(call => call.First.At > woken && call.First.Agent.StartsWith("node-2", StringComparison.Ordinal) && old.Contains(call.Second.Source) && !given.Contains(call.Second.Source));
        Assert.Empty(late);
        await StopAsync(cluster);
        await ResetAsync(cluster);
    }

    /// <summary>Starts long runs; which node gets them is the scheduler's affair, but one of these has to.</summary>
    private static async Task FetchAsync(Cluster cluster, int pages, params string[] needed)
    {
        cluster.Site.Pages = pages;
        var began = TimeProvider.System.GetUtcNow().UtcDateTime;
        var round = Interlocked.Increment(ref _rounds);
        for (var i = 1; i <= 12; i++)
            await cluster.RequestAsync($"s{i}", 400 + (round % 90));
        await cluster.UntilAsync(
            () => Task.FromResult(needed.Any(name => cluster.Site.Callers.Any(call => call.At > began && call.Agent.StartsWith(name, StringComparison.Ordinal)))),
            Patience, $"one of {string.Join(", ", needed)} fetches");
    }

    private static async Task<NpgsqlConnection> HoldAsync(Cluster cluster, string sql)
    {
        var connection = new NpgsqlConnection(cluster.Connection + ";Pooling=false;Command Timeout=60");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"BEGIN; {sql}";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Stops the node in a transaction that has just got what it waited for, and leaves it open.</summary>
    private static async Task FreezeAsync(Cluster cluster, PortalProcess node, string hold)
    {
        var name = node.Settings["ParserAdmin:Node:Name"];
        await using (await HoldAsync(cluster, hold))
        {
            await cluster.UntilAsync(
                async () => await cluster.CountAsync($"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{name}' AND state = 'active' AND wait_event_type = 'Lock'") > 0,
                Arranging, $"{name} waits for the lock");
            await node.SignalAsync("STOP");
        }

        await cluster.UntilAsync(
            async () => await cluster.CountAsync($"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{name}' AND state = 'idle in transaction'") > 0,
            Patience, $"{name} is frozen in its transaction");
    }

    private static async Task<(DateTime Clicked, JsonElement Answer)> StopAsync(Cluster cluster)
    {
        var clicked = TimeProvider.System.GetUtcNow().UtcDateTime;
        return (clicked, (await cluster.Api.PostAsync("/admin/parser/emergency-stop", new { reason = "a test" })).Expect(200));
    }

    private static Dictionary<string, double?> Acknowledged(JsonElement answer) => answer.GetProperty("nodes").EnumerateArray().ToDictionary(
        node => node.GetProperty("name").GetString()!, node => node.GetProperty("acknowledgedMs") is { ValueKind: JsonValueKind.Number } figure ? figure.GetDouble() : (double?)null);

    /// <summary>Nothing has come for longer than a late request would need.</summary>
    private static Task QuietAsync(Cluster cluster)
    {
        var since = TimeProvider.System.GetUtcNow().UtcDateTime;
        return cluster.UntilAsync(
            () =>
            {
                var last = cluster.Site.Arrivals.Select(arrival => arrival.At).Append(since).Max();
                return Task.FromResult(TimeProvider.System.GetUtcNow().UtcDateTime - last > TimeSpan.FromSeconds(1.5));
            },
            Patience, "the site is left alone");
    }

    private static async Task ResetAsync(Cluster cluster)
    {
        await cluster.UntilIdleAsync(Patience);
        await cluster.UntilAsync(
            async () => await cluster.CountAsync("SELECT count(*) FROM emergency_stops s WHERE NOT EXISTS (SELECT 1 FROM audit_logs a WHERE a.action = 'emergency-stop' AND a.epoch = s.epoch)") == 0,
            Patience, "every stop is on record");
        Assert.Equal(
            await cluster.CountAsync("SELECT count(*) FROM emergency_stops"), await cluster.CountAsync("SELECT count(*) FROM audit_logs WHERE action = 'emergency-stop'"));
        var version = (await SettingsAsync(cluster)).GetProperty("version").GetInt64();
        (await cluster.Api.PostAsync("/admin/parser/emergency-stop/reset", new { reason = "next round", confirm = "RESET", version })).Expect(200);
    }

    private static async Task<JsonElement> SettingsAsync(Cluster cluster) => (await cluster.Api.GetAsync("/admin/parser/settings")).Expect(200);

    /// <summary>Started with the first test that wants it: where PostgreSQL is not installed none does.</summary>
    public sealed class ThreeNodes : IAsyncLifetime
    {
        private readonly Lazy<Task<Cluster>> _cluster = new(StartAsync);

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (_cluster.IsValueCreated)
                await (await _cluster.Value).DisposeAsync();
        }

        internal Task<Cluster> StartedAsync() => _cluster.Value;

        private static async Task<Cluster> StartAsync()
        {
            var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "all", "worker", "worker");
            cluster.Site.Answering = TimeSpan.FromMilliseconds(30);
            await cluster.SetConcurrencyAsync(9);
            await cluster.AddSourcesAsync(12);
            return cluster;
        }
    }
}
