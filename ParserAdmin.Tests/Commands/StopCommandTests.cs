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

    private void AssertKept()
    {
        var kept = StopRecord.Read(File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(_rig.Folder, "unstored-stops")))));
        Assert.Equal((Environment.UserName, "smoke"), (kept.StoppedBy, kept.Reason));
    }
}
