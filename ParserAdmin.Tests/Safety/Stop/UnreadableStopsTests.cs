using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>A kept stop of which nobody can read who made it, and why.</summary>
public sealed class UnreadableStopsTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly Complaints _log = new();
    private readonly LoggerFactory _logs;
    private readonly UnstoredStops _stops;

    public UnreadableStopsTests()
    {
        _logs = new LoggerFactory([_log]);
        _stops = Open();
    }

    private string Folder => _directory.File("unstored-stops");

    public void Dispose()
    {
        _logs.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Read_TheSameFileIsBrokenOnceMore_TakesThePlaceOfTheOneSetAside()
    {
        Directory.CreateDirectory(Folder);
        var file = Path.Combine(Folder, $"{Guid.Empty:N}.stop.json");
        foreach (var broken in new[] { "{}", "null" })
        {
            await File.WriteAllTextAsync(file, broken);
            Assert.Equal(Guid.Empty, Assert.Single(_stops.Read()).Id);
        }

        Assert.Equal("null", await File.ReadAllTextAsync($"{file}.broken"));
    }

    [Fact]
    public async Task Read_BrokenFileCannotBeSetAside_IsAStopAndToldOnce()
    {
        var stop = Stop("smoke");
        await _stops.KeepAsync(stop);
        var file = Path.Combine(Folder, $"{Guid.Empty:N}.stop.json");
        await File.WriteAllTextAsync(file, "{}");
        Directory.CreateDirectory($"{file}.broken");

        AssertStandsIn(file, stop);
        AssertStandsIn(file, stop);

        Assert.Equal("{}", await File.ReadAllTextAsync(file));
    }

    /// <summary>Its name does not tell which stop it was, but it is one and the same at each look, and forgotten like any other.</summary>
    [Fact]
    public async Task Read_BrokenFileOfAnotherName_IsOneStop()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "by-hand.stop.json"), "");

        var stop = Assert.Single(_stops.Read());
        Assert.Equal(stop, Assert.Single(_stops.Read()));

        _stops.Forget(stop.Id);
        Assert.Equal(["by-hand.stop.json.broken"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    /// <summary>Half a file is a stop all the same, and does not keep the others from being read.</summary>
    [Theory]
    [InlineData("{\"id\":")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData(
        """{"id":"00000000-0000-0000-0000-000000000000","stoppedAt":"2026-11-01T00:00:00Z","stoppedBy":null,"actorType":"User","node":"node-1"}"""
    )]
    [InlineData(
        """{"id":"00000000-0000-0000-0000-000000000000","stoppedAt":"2026-11-01T00:00:00Z","stoppedBy":"olga","actorType":"User","node":null}"""
    )]
    [InlineData(
        """{"id":"00000000-0000-0000-0000-000000000000","stoppedAt":"2026-11-01T00:00:00Z","stoppedBy":"olga","actorType":1,"node":"node-1"}"""
    )]
    [InlineData(
        """{"id":"00000000-0000-0000-0000-000000000000","stoppedAt":"2026-11-01T00:00:00Z","stoppedBy":"olga","actorType":"Nobody","node":"node-1"}"""
    )]
    public async Task Read_FileThatCannotBeRead_IsAStopThatNamesItUntilItIsStored(string broken)
    {
        var stop = Stop("smoke");
        await _stops.KeepAsync(stop);
        var file = Path.Combine(Folder, $"{Guid.Empty:N}.stop.json");
        await File.WriteAllTextAsync(file, broken);
        await File.WriteAllTextAsync(Path.Combine(Folder, "half.stop.json.new"), stop.Write());

        AssertStandsIn(file, stop);
        AssertStandsIn(file, stop);

        // Who looks at the folder finds a stop that can be read, and a restart in between loses nothing.
        Assert.Equal(_stops.Read()[0], StopRecord.Read(await File.ReadAllTextAsync(file)));
        Assert.Equal(_stops.Read(), Open().Read());
        Assert.Equal(broken, await File.ReadAllTextAsync($"{file}.broken"));
        _stops.Forget(Guid.Empty);
        Assert.Equal([stop], _stops.Read());
    }

    [Fact]
    public async Task Read_FileThatCannotBeOpened_IsAStop()
    {
        var stop = Stop("smoke");
        await _stops.KeepAsync(stop);

        // A link to itself cannot be opened by anyone, not even by root.
        var loop = Path.Combine(Folder, $"{Guid.Empty:N}.stop.json");
        File.CreateSymbolicLink(loop, loop);
        await File.WriteAllTextAsync($"{loop}.broken", "of an earlier time");

        AssertStandsIn(loop, stop);

        // Whoever made it may store it in a moment, and knows more; what nobody could read is not thrown away.
        Assert.Equal("unknown", _stops.Read()[0].Node);
        _stops.Forget(Guid.Empty);
        Assert.Equal([stop], _stops.Read());
        Assert.Equal(loop, new FileInfo($"{loop}.broken").LinkTarget);
    }

    [Theory, EachDatabase]
    public async Task Look_FileThatCannotBeRead_StopsTheNodeAndIsOnRecordOnce(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var auto = await host.SwitchToAutoAsync();
        using var run = host.Get<ActiveRuns>()
            .Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", auto.Epoch, Scheduled: false));
        var folder = Path.Combine(host.DataDirectory, "unstored-stops");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{Guid.CreateVersion7():N}.stop.json");
        await File.WriteAllTextAsync(file, "");

        await host.Get<SettingsWatcher>().SeeAsync(CancellationToken.None);
        Assert.True(run.Stopping.IsCancellationRequested);
        Assert.Contains(file, host.Get<LocalLatch>().Reason, StringComparison.Ordinal);
        for (var look = 0; look < 3; look++)
            await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        var settings = await host.SettingsAsync();
        Assert.Equal((true, "system"), (settings.Stopped, settings.StoppedBy));
        Assert.Contains(file, settings.StopReason, StringComparison.Ordinal);
        Assert.Single(await host.AuditAsync(), entry => entry.Action == EmergencyStop.Action);
    }

    private void AssertStandsIn(string file, StopRecord other)
    {
        var read = _stops.Read();
        Assert.Equal([Guid.Empty, other.Id], read.Select(stop => stop.Id));
        Assert.Equal(("system", $"A stop was kept in {file}, which cannot be read"), (read[0].StoppedBy, read[0].Reason?.Split(';')[0]));
        Assert.StartsWith($"A stop was kept in {file}, which cannot be read; ", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    private UnstoredStops Open() =>
        new(
            new DataDirectory(_directory.Path),
            new StopOrigin("node-1", Guid.Empty),
            new ManualTimeProvider(),
            _logs.CreateLogger<UnstoredStops>()
        );

    private static StopRecord Stop(string? reason = null) => StopRecord.Create(Actors.Operator, reason, "node-1", SafetyStates.Then);
}
