using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

public sealed class UnstoredStopsTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly Complaints _log = new();
    private readonly LoggerFactory _logs;
    private readonly UnstoredStops _stops;

    public UnstoredStopsTests()
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
    public void Read_NothingWasKept_IsEmpty()
    {
        Assert.False(_stops.Any);
        Assert.Empty(_stops.Read());
        _stops.Forget(Guid.NewGuid());
    }

    [Fact]
    public async Task Keep_TwoStops_AreReadInTheOrderTheyWereMadeAndForgottenOneByOne()
    {
        var first = Stop("smoke") with { Id = Guid.CreateVersion7(SafetyStates.Then) };
        var second = Stop("fire") with { Id = Guid.CreateVersion7(SafetyStates.Then.AddSeconds(1)) };

        Assert.True(await _stops.KeepAsync(second));
        Assert.True(await _stops.KeepAsync(first));

        Assert.True(_stops.Any);
        Assert.Equal([first, second], _stops.Read());
        Assert.Equal([$"{first.Id:N}.stop.json", $"{second.Id:N}.stop.json"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
        _stops.Forget(first.Id);
        Assert.Equal([second], _stops.Read());
        _stops.Forget(second.Id);
        Assert.False(_stops.Any);
        Assert.Empty(_stops.Read());
    }

    [Fact]
    public async Task Read_FolderCannotBeListed_IsToldOnceUntilItCanBeAgain()
    {
        await _stops.KeepAsync(Stop());
        var refuses = true;
        var stops = Open(folder => refuses ? throw new IOException("the disk refuses") : Directory.EnumerateFiles(folder, "*.stop.json"));
        Assert.True(stops.Any);
        Assert.Empty(stops.Read());
        Assert.Empty(stops.Read());
        Assert.Equal($"The stops kept in {Folder} cannot be read: the disk refuses", Assert.Single(_log.Lines));

        refuses = false;
        Assert.Single(stops.Read());
        refuses = true;
        Assert.Empty(stops.Read());
        Assert.Equal(2, _log.Lines.Count);
    }

    /// <summary>An administrator's command made the folder, theirs alone: that was a stop, and whatever comes next is another.</summary>
    [Fact]
    public async Task Read_FolderIsClosedToThisProgram_IsAStopThatChangesWithTheFolder()
    {
        await _stops.KeepAsync(Stop());
        var stops = Open(_ => throw new UnauthorizedAccessException("no right"));

        var stop = Assert.Single(stops.Read());
        Assert.Equal(("system", "unknown"), (stop.StoppedBy, stop.Node));
        Assert.Contains(Folder, stop.Reason, StringComparison.Ordinal);
        Assert.Equal(stop.Id, Assert.Single(stops.Read()).Id);
        Assert.Single(_log.Lines);

        Directory.SetLastWriteTimeUtc(Folder, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.NotEqual(stop.Id, Assert.Single(stops.Read()).Id);
    }

    [Fact]
    public async Task Keep_Twice_IsOneFileWithTheLastWords()
    {
        var stop = Stop("smoke");
        await _stops.KeepAsync(stop);

        Assert.True(await _stops.KeepAsync(stop with { Reason = "fire" }));

        Assert.Equal("fire", Assert.Single(_stops.Read()).Reason);
    }

    [Fact]
    public async Task Keep_DiskTakesNothing_SaysSoAndThrowsNothing()
    {
        await File.WriteAllTextAsync(Folder, "a file where the folder should be");

        Assert.False(await _stops.KeepAsync(Stop()));
        Assert.False(_stops.Any);
        Assert.Empty(_stops.Read());
    }

    /// <summary>The node and a command forget the same file: it may be gone between the look at the folder and the reading.</summary>
    [Fact]
    public async Task Read_FileIsGoneMeanwhile_IsPassedOverInSilence()
    {
        var stop = Stop("smoke");
        await _stops.KeepAsync(stop);
        File.CreateSymbolicLink(Path.Combine(Folder, "0.stop.json"), Path.Combine(Folder, "nowhere"));
        File.CreateSymbolicLink(Path.Combine(Folder, "1.stop.json"), Path.Combine(Folder, "no-folder", "nowhere"));

        Assert.Equal([stop], _stops.Read());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Forget_BeforeItsFileIsBegun_LeavesNoFileBehind()
    {
        var stop = Stop("smoke");

        var keeping = _stops.KeepAsync(stop);
        _stops.Forget(stop.Id);

        Assert.True(await keeping);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    /// <summary>A disk may be slow: the stop is stored and forgotten while its file is still being written.</summary>
    [Fact]
    public async Task Forget_WhileItsFileIsWritten_LeavesNoFileBehind()
    {
        var stop = Stop("smoke");
        Directory.CreateDirectory(Folder);
        var slow = Path.Combine(Folder, $"{stop.Id:N}.stop.json.new");

        // Whoever writes into a pipe waits until somebody reads it.
        using (var made = Process.Start("mkfifo", slow))
            await made.WaitForExitAsync();
        var keeping = _stops.KeepAsync(stop);
        await using var reader = await Task.Run(() => File.OpenRead(slow));
        _stops.Forget(stop.Id);
        await reader.CopyToAsync(Stream.Null);

        Assert.True(await keeping);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Forget_FolderInItsPlace_LeavesItAndThrowsNothing()
    {
        var stop = Stop();
        await _stops.KeepAsync(stop);
        _stops.Forget(stop.Id);
        Directory.CreateDirectory(Path.Combine(Folder, $"{stop.Id:N}.stop.json"));

        _stops.Forget(stop.Id);
    }

    private UnstoredStops Open(Func<string, IEnumerable<string>>? list = null)
    {
        var directory = new DataDirectory(_directory.Path);
        var origin = new StopOrigin("node-1", Guid.Empty);
        var log = _logs.CreateLogger<UnstoredStops>();
        return list is null
            ? new UnstoredStops(directory, origin, new ManualTimeProvider(), log)
            : new UnstoredStops(directory, origin, new ManualTimeProvider(), log) { List = list };
    }

    private static StopRecord Stop(string? reason = null) => StopRecord.Create(Actors.Operator, reason, "node-1", SafetyStates.Then);
}
