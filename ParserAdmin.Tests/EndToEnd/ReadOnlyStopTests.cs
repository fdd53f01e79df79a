using Npgsql;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>A database that takes no writes any more, as after a failover: a stop is one stop, on record once it can be.</summary>
[Collection(LongRuns.Clusters)]
public sealed class ReadOnlyStopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task StopFile_DatabaseIsReadOnly_IsKeptAndStoredOnceInAll()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var cluster = await Cluster.StartAsync(postgres.ConnectionString, "all");
        var node = cluster.Nodes[0];
        await SetReadOnlyAsync(postgres, "on");
        await File.WriteAllTextAsync(Path.Combine(node.DataDirectory, "STOP"), "water");

        // Tried again and again meanwhile: that made a stop each time, once.
        await cluster.UntilAsync(() => Task.FromResult(Kept(node) > 0), Patience, "the stop is kept in the data folder");
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Equal(1, Kept(node));
        Assert.True(node.IsRunning, node.Output);
        File.Delete(Path.Combine(node.DataDirectory, "STOP"));
        await SetReadOnlyAsync(postgres, "off");

        await cluster.UntilAsync(
            async () =>
                await cluster.CountAsync(
                    "SELECT count(*) FROM parser_settings WHERE stopped AND stopped_by = 'system' AND stop_reason LIKE '%water'"
                ) == 1,
            Patience,
            "the stop is on record"
        );
        Assert.Equal(1, await cluster.CountAsync("SELECT count(*) FROM emergency_stops"));
        Assert.Equal(
            1,
            await cluster.CountAsync("SELECT count(*) FROM audit_logs WHERE action = 'emergency-stop' AND reason LIKE '%water'")
        );
        await cluster.UntilAsync(() => Task.FromResult(Kept(node) == 0), Patience, "nothing is left to store");
    }

    [PostgresFact]
    public async Task StopByKey_DatabaseIsReadOnlyDuringACrawl_HoldsAndIsStoredWithWhoAndWhy()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var cluster = await Cluster.StartAsync(postgres.ConnectionString, "all");
        var node = cluster.Nodes[0];
        await cluster.CrawlAsync();
        await SetReadOnlyAsync(postgres, "on");

        var stop = await UnstoredStop.SendAsync(cluster.Api, "no writes any more");

        Assert.Contains("The database is read-only", stop.Answer.Text, StringComparison.Ordinal);
        Assert.True(stop.Answer.Json.GetProperty("kept").GetBoolean());
        await stop.AssertHoldsAsync(cluster.Api, cluster.Site);
        Assert.True(node.IsRunning, node.Output);
        Assert.Equal(0, await cluster.CountAsync("SELECT count(*) FROM emergency_stops"));

        await SetReadOnlyAsync(postgres, "off");
        await stop.AssertStoredAsync(cluster.CountAsync);
        await stop.AssertStoppedAsync(cluster.Api);
        await cluster.UntilAsync(() => Task.FromResult(Kept(node) == 0), Patience, "nothing is left to store");
        cluster.Site.AssertNothingCameLaterThanASecondAfter(stop.Clicked);
    }

    private static int Kept(PortalProcess node)
    {
        var folder = Path.Combine(node.DataDirectory, "unstored-stops");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.stop.json").Length : 0;
    }

    private static async Task SetReadOnlyAsync(StoppablePostgres postgres, string value)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        foreach (
            var statement in new[]
            {
                "SET default_transaction_read_only = off",
                $"ALTER SYSTEM SET default_transaction_read_only = {value}",
                "SELECT pg_reload_conf()",
            }
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }
}
