using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// Three nodes that fetch, any of which answers the API; and what can be in the way of their stop. Started with the first test that wants
/// it: where PostgreSQL is not installed none does.
/// </summary>
public sealed class ThreeNodes : IAsyncLifetime
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>How many jobs may run at once: three on each node.</summary>
    public const int Places = 9;

    private const int FewestForAShare = 50;
    private const string ToAcknowledgement = "click to acknowledgement";
    private const string ToLastRequest = "click to last request";

    private readonly Lazy<Task<Cluster>> _cluster = new(StartAsync);
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _figures = new();
    private int _rounds;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_cluster.IsValueCreated)
            await (await _cluster.Value).DisposeAsync();
    }

    /// <summary>Awake and not stopped, whatever a test before this one left.</summary>
    internal async Task<Cluster> ReadyAsync()
    {
        var cluster = await _cluster.Value;
        foreach (var node in cluster.Nodes)
            await node.SignalAsync("CONT");
        if (await cluster.CountAsync("SELECT count(*) FROM parser_settings WHERE stopped") == 1)
            await ResetAsync(cluster);
        return cluster;
    }

    internal static string NameOf(PortalProcess node) => node.Settings["ParserAdmin:Node:Name"];

    /// <summary>Starts long runs of so many sources, of which nine may run at once, and waits for the first pages.</summary>
    /// <param name="pages">At most a round's number more of each run, so that no two rounds ask for the same.</param>
    internal async Task FetchAsync(Cluster cluster, int sources = 12, int pages = 400)
    {
        cluster.Site.Pages = 2_000;
        var began = TimeProvider.System.GetUtcNow().UtcDateTime;
        var round = Interlocked.Increment(ref _rounds);
        for (var i = 1; i <= sources; i++)
            await cluster.RequestAsync($"s{i}", pages + (round % 90));
        await cluster.UntilAsync(
            () => Task.FromResult(cluster.Site.Arrivals.Count(arrival => arrival.At > began) > 3),
            Patience,
            "the site is fetched from"
        );
    }

    internal static async Task<NpgsqlConnection> HoldAsync(Cluster cluster, string sql)
    {
        var connection = new NpgsqlConnection(cluster.Connection + ";Pooling=false;Command Timeout=60");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"BEGIN; {sql}";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Freezes a node in a transaction that has just got the lock that it waited for.</summary>
    /// <param name="held">What makes the nodes ask for the lock, done once it is held; null where they do so all the time.</param>
    /// <returns>The node that came to the lock first: which one is the scheduler's affair.</returns>
    internal static async Task<PortalProcess> FreezeAsync(Cluster cluster, string hold, Action? held = null)
    {
        for (var tries = 1; ; tries++)
        {
            (PortalProcess? Node, int Session) waiting = default;
            await using (var holder = await HoldAsync(cluster, hold))
            {
                held?.Invoke();
                await cluster.UntilAsync(
                    async () => (waiting = await WaitingAsync(cluster, holder)).Node is not null,
                    Patience,
                    "a node waits for the lock"
                );
                await waiting.Node!.SignalAsync("STOP");
            }

            var (frozen, session) = (waiting.Node, waiting.Session);
            try
            {
                await cluster.UntilAsync(
                    async () =>
                        await cluster.CountAsync(
                            $"SELECT count(*) FROM pg_stat_activity WHERE pid = {session} AND state = 'idle in transaction'"
                        ) > 0,
                    TimeSpan.FromSeconds(4),
                    $"{NameOf(frozen)} is frozen in its transaction"
                );
                return frozen;
            }
            catch (TimeoutException) when (tries < 5)
            {
                // It had waited so long that it gave up in this very moment: it is no transaction any more. Once more.
                await frozen.SignalAsync("CONT");
            }
        }
    }

    /// <summary>Who waits for that very session: nodes wait for each other's locks, too, if only for a moment.</summary>
    private static async Task<(PortalProcess? Node, int Session)> WaitingAsync(Cluster cluster, NpgsqlConnection holder)
    {
        var waiting = await cluster.QueryAsync(
            $"SELECT application_name, pid FROM pg_stat_activity WHERE {holder.ProcessID} = ANY(pg_blocking_pids(pid)) ORDER BY query_start"
        );
        return waiting.Count > 0 && cluster.Nodes.FirstOrDefault(node => NameOf(node) == (string)waiting[0][0]) is { } node
            ? (node, (int)waiting[0][1])
            : default;
    }

    internal static async Task<(DateTime Clicked, JsonElement Answer)> StopAsync(ApiClient api)
    {
        var clicked = TimeProvider.System.GetUtcNow().UtcDateTime;
        return (clicked, (await api.PostAsync("/admin/parser/emergency-stop", new { reason = "a test" })).Expect(200));
    }

    /// <summary>After how many milliseconds each node acknowledged, by its name; null for one that has not.</summary>
    internal static Dictionary<string, double?> Acknowledged(JsonElement answer) =>
        answer
            .GetProperty("nodes")
            .EnumerateArray()
            .ToDictionary(
                node => node.GetProperty("name").GetString()!,
                node =>
                    node.GetProperty("acknowledgedMs") is { ValueKind: JsonValueKind.Number } figure ? figure.GetDouble() : (double?)null
            );

    internal static bool IsSilent(JsonElement answer, PortalProcess node) =>
        answer
            .GetProperty("nodes")
            .EnumerateArray()
            .Single(told => told.GetProperty("name").GetString() == NameOf(node))
            .GetProperty("silentSince")
            .ValueKind == JsonValueKind.String;

    /// <summary>When all jobs have ended and each stop is on record once.</summary>
    internal static async Task ResetAsync(Cluster cluster)
    {
        await cluster.UntilIdleAsync(Patience);
        await cluster.UntilAsync(
            async () =>
                await cluster.CountAsync(
                    "SELECT count(*) FROM emergency_stops s WHERE NOT EXISTS (SELECT 1 FROM audit_logs a WHERE a.action = "
                        + "'emergency-stop' AND a.epoch = s.epoch)"
                ) == 0,
            Patience,
            "every stop is on record"
        );
        Assert.Equal(
            await cluster.CountAsync("SELECT count(*) FROM emergency_stops"),
            await cluster.CountAsync("SELECT count(*) FROM audit_logs WHERE action = 'emergency-stop'")
        );
        var settings = (await cluster.Api.GetAsync("/admin/parser/settings")).Expect(200);
        Assert.True(settings.GetProperty("stopped").GetBoolean());
        (
            await cluster.Api.PostAsync(
                "/admin/parser/emergency-stop/reset",
                new
                {
                    reason = "next round",
                    confirm = "RESET",
                    version = settings.GetProperty("version").GetInt64(),
                }
            )
        ).Expect(200);
    }

    /// <summary>Keeps a round's figures, in milliseconds, and says what those of this kind are by now.</summary>
    internal async Task<string> NoteAsync(string kind, Cluster cluster, DateTime clicked, IEnumerable<double?> acknowledged)
    {
        var latched = (DateTime)(await cluster.QueryAsync("SELECT stopped_at FROM emergency_stops ORDER BY epoch DESC LIMIT 1"))[0][0];
        var last = cluster.Site.Arrivals.Select(arrival => arrival.At).Append(clicked).Max();
        var (toLatch, toAcknowledgement) = ((latched - clicked).TotalMilliseconds, acknowledged.Max()!.Value);
        return $"{kind}: {Say(kind, "click to latch", toLatch)}; {Say(kind, "latch to acknowledgement", toAcknowledgement)}; "
            + $"{Say(kind, ToAcknowledgement, toLatch + toAcknowledgement)}; {Say(kind, ToLastRequest, (last - clicked).TotalMilliseconds)}";
    }

    /// <summary>What was promised, where there were rounds enough to speak of the slowest hundredth.</summary>
    internal void AssertPromised(string kind, int rounds)
    {
        if (rounds < FewestForAShare)
            return;
        foreach (var what in new[] { ToAcknowledgement, ToLastRequest })
            Assert.InRange(Share(Figures(kind, what), 0.99), double.NegativeInfinity, 1_000);
    }

    private string Say(string kind, string what, double value)
    {
        Figures(kind, what).Add(value);
        var all = Figures(kind, what);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what} {value:0} (p50 {Share(all, 0.5):0}, p99 {Share(all, 0.99):0}, max {all.Max():0} ms of {all.Count})"
        );
    }

    private ConcurrentBag<double> Figures(string kind, string what) => _figures.GetOrAdd($"{kind}: {what}", _ => []);

    private static double Share(ConcurrentBag<double> all, double share)
    {
        var sorted = all.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>The jobs that the database gives to this node.</summary>
    internal static async Task<List<string>> JobsOfAsync(Cluster cluster, PortalProcess node) =>
        [
            .. (await cluster.QueryAsync($"SELECT id FROM parser_jobs WHERE node = '{NameOf(node)}' AND status = 'running'")).Select(row =>
                $"'{row[0]}'"
            ),
        ];

    internal static Task<long> CountAsync(Cluster cluster, IEnumerable<string> jobs, string status) =>
        cluster.CountAsync($"SELECT count(*) FROM parser_jobs WHERE id IN ({string.Join(',', jobs)}) AND status = '{status}'");

    private static async Task<Cluster> StartAsync()
    {
        var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "all", "all", "all");
        cluster.Site.Answering = TimeSpan.FromMilliseconds(30);
        await cluster.SetConcurrencyAsync(Places);
        await cluster.AddSourcesAsync(12);

        // The first request that a process answers takes it longer; that is no matter of stops.
        foreach (var node in cluster.Nodes)
            (await cluster.At(node).GetAsync("/admin/parser/settings")).Expect(200);
        return cluster;
    }
}
