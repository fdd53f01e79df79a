using System.Diagnostics;
using Npgsql;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>Several real processes on one PostgreSQL database, which parse sources of one small site. The first answers the API.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    // One for all, as long as the tests run.
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private readonly string _connection;

    private Cluster(string connection, ListingSite site, IReadOnlyList<PortalProcess> nodes) =>
        (_connection, Site, Nodes) = (connection, site, nodes);

    public ListingSite Site { get; }

    public string Connection => _connection;

    public IReadOnlyList<PortalProcess> Nodes { get; }

    public ApiClient Api => new(Http, Nodes[0].Address, PortalProcess.ApiKey);

    public ApiClient At(PortalProcess node) => new(Http, node.Address, PortalProcess.ApiKey);

    /// <summary>A figure that the environment may raise to what was promised; the suite's own is smaller, for it has ten minutes.</summary>
    public static int Figure(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var figure) ? figure : usual;

    /// <summary>Of random moments; <c>PARSERADMIN_SEED</c> gives others.</summary>
    public static int Seed => Figure("PARSERADMIN_SEED", 20261130);

    /// <param name="connection">An empty database.</param>
    /// <param name="roles">One process each; they are named node-1, node-2 …</param>
    public static async Task<Cluster> StartAsync(string connection, params string[] roles)
    {
        var site = await ListingSite.StartAsync();
        var nodes = roles.Select((role, i) => new PortalProcess(settings: Settings(connection, site, role, $"node-{i + 1}"))).ToList();
        var cluster = new Cluster(connection, site, nodes);

        try
        {
            // The first migrates alone; the others find all there.
            await nodes[0].StartAsync();
            await Task.WhenAll(nodes.Skip(1).Select(node => node.StartAsync()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public static IReadOnlyDictionary<string, string> Settings(string connection, ListingSite site, string role, string name) =>
        new Dictionary<string, string>
        {
            ["ParserAdmin:Database:Provider"] = "postgres",
            ["ParserAdmin:Database:ConnectionString"] = $"{connection};Application Name={name}",
            ["ParserAdmin:Node:Role"] = role,
            ["ParserAdmin:Node:Name"] = name,
            ["ParserAdmin:Fetch:UserAgent"] = name,
            ["ParserAdmin:Demo"] = "false",
            ["ParserAdmin:Fetch:AllowedPrivateHosts:0"] = $"127.0.0.1:{site.Port}",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
            ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "None",
        };

    public async Task AddSourcesAsync(int count, string delay = "5ms")
    {
        for (var i = 1; i <= count; i++)
            (await Api.SendTextAsync(HttpMethod.Post, "/sources", Site.Yaml($"s{i}", delay), "application/yaml")).Expect(201);
    }

    public async Task SetConcurrencyAsync(int most)
    {
        var version = (await Api.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        (
            await Api.PatchAsync(
                "/admin/parser/settings",
                new
                {
                    version,
                    maxConcurrency = most,
                    reason = "a test",
                }
            )
        ).Expect(200);
    }

    /// <summary>Asks for a run; another <paramref name="pages"/> makes it another job.</summary>
    public async Task<string> RequestAsync(string source, int pages)
    {
        var wanted = new
        {
            task = "catalog-sync",
            sourceId = source,
            parameters = new { maxPages = pages },
        };
        var answer = await Api.PostAsync("/tasks", wanted);

        // Who waits too long for the admission's lock is told to try again soon; on a busy machine that happens.
        for (var tries = 1; tries < 10 && answer.Status == 503; tries++)
            answer = await Api.PostAsync("/tasks", wanted);
        return answer.Expect(202).GetProperty("id").GetString()!;
    }

    /// <summary>A long run of one source, s1, which goes on by now.</summary>
    public async Task CrawlAsync()
    {
        Site.Pages = 1_000;
        await AddSourcesAsync(1);
        await RequestAsync("s1", 400);
        await UntilAsync(() => Task.FromResult(Site.Arrivals.Count > 3), TimeSpan.FromSeconds(30), "the site is fetched from");
    }

    public async Task<List<object[]>> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connection + ";Pooling=false;Timeout=30");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public async Task<long> CountAsync(string sql) =>
        Convert.ToInt64((await QueryAsync(sql))[0][0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Asks again every 50 ms until it holds; the only way to watch other processes.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, TimeSpan patience, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (watch.Elapsed > patience)
            {
                var jobs = await QueryAsync(
                    "SELECT status, coalesce(reason, error_message, ''), node, not_before, count(*) FROM parser_jobs GROUP BY 1, 2, 3, 4"
                );
                throw new TimeoutException(
                    $"Not within {patience.TotalSeconds} s: {what}\n{string.Join("\n", jobs.Select(row => string.Join(", ", row)))}\n"
                        + string.Join("\n", Nodes.Select(node => $"--- {node.Settings["ParserAdmin:Node:Name"]}\n{Tail(node.Output)}"))
                );
            }

            await Task.Delay(50);
        }
    }

    public Task UntilIdleAsync(TimeSpan patience) =>
        UntilAsync(
            async () => await CountAsync("SELECT count(*) FROM parser_jobs WHERE status IN ('pending', 'running')") == 0,
            patience,
            "no job waits or runs"
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        await Site.DisposeAsync();
    }

    private static string Tail(string text) => text.Length > 3_000 ? text[^3_000..] : text;
}
