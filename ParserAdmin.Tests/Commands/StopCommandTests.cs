using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using ParserAdmin.Core.Safety.Stop;
using Xunit;

namespace ParserAdmin.Tests.Commands;

/// <summary><c>parseradmin stop</c> on a database that does not take it.</summary>
public sealed class StopCommandTests : IDisposable
{
    private readonly CommandRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Stop_DatabaseIsHeldByAnotherProgram_SaysSoAndLeavesTheStopToTheNode()
    {
        Assert.Equal(0, await _rig.TypeAsync("correct horse battery\n", "user", "add", "--email", "a@example.org", "--role", "admin"));
        await using var other = new SqliteConnection($"Data Source={Path.Combine(_rig.Folder, "parseradmin.db")};Pooling=False");
        await other.OpenAsync();
        await using var held = await other.BeginTransactionAsync();

        var watch = Stopwatch.StartNew();
        Assert.Equal(1, await _rig.RunAsync("stop", "--reason", "smoke"));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Contains("could not be stored yet", _rig.Error, StringComparison.Ordinal);
        AssertKept();
    }

    [Fact]
    public async Task Stop_DatabaseIsDamaged_SaysSoAndLeavesTheStopToTheNode()
    {
        Assert.Equal(0, await _rig.TypeAsync("correct horse battery\n", "user", "add", "--email", "a@example.org", "--role", "admin"));
        SqliteConnection.ClearAllPools();
        await File.WriteAllBytesAsync(Path.Combine(_rig.Folder, "parseradmin.db"), RandomNumberGenerator.GetBytes(100_000));

        Assert.Equal(1, await _rig.RunAsync("stop", "--reason", "smoke"));

        Assert.Contains("could not be stored yet", _rig.Error, StringComparison.Ordinal);
        AssertKept();
    }

    [Fact]
    public async Task Stop_DatabaseTakesIt_LeavesNothingBehind()
    {
        Assert.Equal(0, await _rig.TypeAsync("correct horse battery\n", "user", "add", "--email", "a@example.org", "--role", "admin"));

        Assert.Equal(0, await _rig.RunAsync("stop", "--reason", "smoke"));

        Assert.Empty(Directory.GetFiles(Path.Combine(_rig.Folder, "unstored-stops")));
    }

    /// <summary>A node that was killed is remembered for a week; a stop is not failed for so long.</summary>
    [Theory]
    [InlineData(0, 1, "has NOT acknowledged", "look at that machine")]
    [InlineData(4, 1, "has NOT acknowledged. Its last", "look at that machine")]
    [InlineData(6, 0, "has NOT acknowledged. Its last", "should it wake, it finds the stop")]
    [InlineData(6 * 24 * 60, 0, "has NOT acknowledged. Its last", "should it wake, it finds the stop")]
    public async Task Stop_NodeGaveNoSignOfLifeForLong_IsNamedAndNoFailure(int minutes, int code, string said, string advice)
    {
        Assert.Equal(0, await _rig.RunAsync("run", "--once", "--task", "cleanup"));
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(_rig.Folder, "parseradmin.db")};Pooling=False"))
        {
            await database.OpenAsync();
            await using var write = database.CreateCommand();
            write.CommandText = "UPDATE nodes SET heartbeat_at = $at";
            write.Parameters.AddWithValue("$at", TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-minutes));
            Assert.Equal(1, await write.ExecuteNonQueryAsync());
        }

        Assert.Equal(code, await _rig.RunAsync("stop", "--reason", ""));

        Assert.Contains(said, _rig.Error, StringComparison.Ordinal);
        Assert.Contains(advice, _rig.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("No node is running", _rig.Output, StringComparison.Ordinal);
    }

    private void AssertKept()
    {
        var kept = StopRecord.Read(File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(_rig.Folder, "unstored-stops")))));
        Assert.Equal((Environment.UserName, "smoke"), (kept.StoppedBy, kept.Reason));
    }
}
