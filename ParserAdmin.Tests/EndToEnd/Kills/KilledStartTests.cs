using System.Diagnostics;
using Npgsql;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>
/// kill -9 at random moments of first starts, several times in a row on one database: the next start always comes up, with all that it
/// needs.
/// </summary>
[Collection(LongRuns.Killed)]
public sealed class KilledStartTests
{
    private const int KillsARow = 5;

    /// <summary><c>PARSERADMIN_START_KILLS</c>; on each database.</summary>
    private static readonly int Kills = Cluster.Figure("PARSERADMIN_START_KILLS", 5);

    [Fact]
    public Task FirstStart_KilledOnSqlite_TheNextComesUp() => KillAsync(null);

    [PostgresFact]
    public Task FirstStart_KilledOnPostgres_TheNextComesUp() => KillAsync(PostgresServer.CreateEmptyDatabaseAsync);

    private static async Task KillAsync(Func<Task<string>>? database)
    {
        var seed = Cluster.Seed;
        var random = new Random(seed);
        for (var done = 0; done < Kills; done += KillsARow)
        {
            var connection = database is null ? null : await database();
            await using var portal = new PortalProcess(settings: Settings(connection));
            for (var kill = 0; kill < Math.Min(KillsARow, Kills - done); kill++)
            {
                // The first milliseconds of the database are worth more kills than those of the runtime.
                _ = portal.Spawn();
                if (random.Next(4) > 0)
                    await UntilAsync(() => BeganAsync(portal, connection));
                await Task.Delay(random.Next(0, 700));
                await portal.KillAsync();
            }

            await StartAsync(portal, $"seed {seed}, after {done + KillsARow} kills");
        }
    }

    private static async Task StartAsync(PortalProcess portal, string which)
    {
        try
        {
            await portal.StartAsync();
        }
        catch (InvalidOperationException failed)
        {
            Assert.Fail($"{which}: {failed.Message}");
        }

        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var ready = await new ApiClient(http, portal.Address, PortalProcess.ApiKey).GetAsync("/health/ready");
        Assert.True(ready.Status == 200, $"{which}: {ready.Text}\n{portal.Output}");
    }

    private static Dictionary<string, string> Settings(string? connection) =>
        connection is null
            ? []
            : new()
            {
                ["ParserAdmin:Database:Provider"] = "postgres",
                ["ParserAdmin:Database:ConnectionString"] = connection,
                ["ParserAdmin:Node:Name"] = "killed",
            };

    /// <summary>Whether the program has touched its database.</summary>
    private static async Task<bool> BeganAsync(PortalProcess portal, string? connection)
    {
        if (connection is null)
            return File.Exists(Path.Combine(portal.DataDirectory, "parseradmin.db"));
        await using var looking = new NpgsqlConnection(connection + ";Pooling=false");
        await looking.OpenAsync();
        await using var command = looking.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var watch = Stopwatch.StartNew(); !await holds() && watch.Elapsed < TimeSpan.FromSeconds(60); )
            await Task.Delay(5);
    }
}
