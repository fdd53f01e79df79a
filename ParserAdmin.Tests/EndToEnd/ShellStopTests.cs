using Microsoft.Data.Sqlite;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// <c>parseradmin stop</c> against a running node of the same folder: told directly, on record, and not held up by a node that is frozen.
/// </summary>
[Collection(LongRuns.Starts)]
public sealed class ShellStopTests
{
    private const string Entry = "SELECT actor_type, actor_name, reason, outcome FROM audit_logs WHERE action = 'emergency-stop'";

    [Fact]
    public async Task Stop_NodeRuns_IsToldDirectlyAndOnRecordAsTheShellsUser()
    {
        await using var portal = new PortalProcess(settings: Quiet);
        await portal.StartAsync();

        // A database that the command could not open shows that it did not need to.
        var run = await ProgramRun.RunAsync(
            portal.DataDirectory,
            [
                "stop",
                "--reason",
                "smoke in the server room",
                Folder(portal),
                "--ParserAdmin:Database:Provider=postgres",
                "--ParserAdmin:Database:ConnectionString=Host=127.0.0.1;Port=1",
            ]
        );

        Assert.True(run.Code == 0, run.Error + run.Output);
        Assert.Contains("The stop is stored (epoch 1)", run.Output, StringComparison.Ordinal);
        Assert.Contains("acknowledged after", run.Output, StringComparison.Ordinal);
        Assert.Equal(["cli", Environment.UserName, "smoke in the server room", "succeeded"], portal.Query(Entry).Single());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(portal.DataDirectory, "stop.sock"))
            );
        }
    }

    [Fact]
    public async Task Stop_NodeIsFrozen_IsStoredAllTheSameAndTheNodeIsNamed()
    {
        await using var portal = new PortalProcess(settings: Quiet);
        await portal.StartAsync();
        await FreezeBetweenWritesAsync(portal);

        var run = await ProgramRun.RunAsync(portal.DataDirectory, ["stop", Folder(portal)]);

        Assert.Equal(1, run.Code);
        Assert.Contains("has NOT acknowledged", run.Error, StringComparison.Ordinal);
        Assert.Equal(1L, portal.Query("SELECT stopped FROM parser_settings").Single()[0]);
        await portal.SignalAsync("CONT");
        await portal.UntilAsync("SELECT acknowledged_epoch FROM nodes", rows => (long)rows[0][0]! == 1, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Stop_NodeIsFrozenForLong_IsNamedAndNobodySaysThatNoneRuns()
    {
        await using var portal = new PortalProcess(settings: Quiet);
        await portal.StartAsync();
        await FreezeBetweenWritesAsync(portal);
        await using (var connection = portal.OpenDatabase())
        {
            // As if it had been asleep since then.
            await using var write = connection.CreateCommand();
            write.CommandText = "UPDATE nodes SET heartbeat_at = replace(heartbeat_at, substr(heartbeat_at, 1, 4), '2020')";
            Assert.Equal(1, await write.ExecuteNonQueryAsync());
        }

        var run = await ProgramRun.RunAsync(portal.DataDirectory, ["stop", Folder(portal)]);

        Assert.Equal(1, run.Code);
        Assert.DoesNotContain("No node is running", run.Output, StringComparison.Ordinal);
        Assert.Contains("has NOT acknowledged. Its last sign of life was at 2020-", run.Error, StringComparison.Ordinal);
        await portal.SignalAsync("CONT");
        await portal.UntilAsync("SELECT acknowledged_epoch FROM nodes", rows => (long)rows[0][0]! == 1, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Stop_SocketOfADeadNode_IsNotWaitedFor()
    {
        await using var portal = new PortalProcess(settings: Quiet);
        await portal.StartAsync();
        await portal.KillAsync();
        Assert.True(File.Exists(Path.Combine(portal.DataDirectory, "stop.sock")));

        var run = await ProgramRun.RunAsync(portal.DataDirectory, ["stop", Folder(portal)]);

        Assert.Contains("The stop is stored (epoch 1)", run.Output, StringComparison.Ordinal);
        await portal.StartAsync();
        var again = await ProgramRun.RunAsync(portal.DataDirectory, ["stop", Folder(portal)]);
        Assert.True(again.Code == 0, again.Error + again.Output);
    }

    /// <summary>Frozen in a write of its own it would hold SQLite's only lock, and nobody could store anything.</summary>
    private static async Task FreezeBetweenWritesAsync(PortalProcess portal)
    {
        while (true)
        {
            await portal.SignalAsync("STOP");
            using var connection = portal.OpenDatabase();
            using var write = connection.CreateCommand();
            (write.CommandText, write.CommandTimeout) = ("BEGIN IMMEDIATE; ROLLBACK", 1);
            try
            {
                await write.ExecuteNonQueryAsync();
                return;
            }
            catch (SqliteException held) when (held.SqliteErrorCode == 5)
            {
                await portal.SignalAsync("CONT");
            }
        }
    }

    private static Dictionary<string, string> Quiet => new() { ["ParserAdmin:Demo"] = "false" };

    private static string Folder(PortalProcess portal) => $"--ParserAdmin:DataDirectory={portal.DataDirectory}";
}
