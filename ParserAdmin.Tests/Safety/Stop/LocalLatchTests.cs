using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

public sealed class LocalLatchTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly LocalLatch _latch;

    public LocalLatchTests() => _latch = new LocalLatch(_clock);

    [Fact]
    public void Close_Once_IsClosedUntilThatStopIsStored()
    {
        var stop = Stop("smoke");
        Assert.True(_latch.Close(stop));
        Assert.Equal(("Emergency stop by olga@example.org: smoke", false), (_latch.Reason, _latch.HasStopFile));
        Assert.Equal([stop], _latch.Unstored);

        _latch.Release(stop.Id);

        Assert.Null(_latch.Reason);
        Assert.Empty(_latch.Unstored);
    }

    [Fact]
    public void Close_TwoStops_TellsTheFirstAndOpensAfterBoth()
    {
        var (first, second) = (Stop("smoke"), Stop("fire"));
        _latch.Close(first);
        _latch.Close(second);
        Assert.Equal("Emergency stop by olga@example.org: smoke", _latch.Reason);

        _latch.Release(first.Id);
        Assert.Equal("Emergency stop by olga@example.org: fire", _latch.Reason);
        Assert.Equal([second], _latch.Unstored);

        _latch.Release(second.Id);
        Assert.Null(_latch.Reason);
    }

    /// <summary>What has to be mended by hand is said first.</summary>
    [Fact]
    public void Reason_SettingsAreLostWhileAStopIsKept_NamesTheLoss()
    {
        _latch.Close(Stop("smoke"));
        _latch.SettingsLoss = "the settings are lost";
        Assert.Equal("the settings are lost", _latch.Reason);

        _latch.SettingsLoss = null;
        Assert.Equal("Emergency stop by olga@example.org: smoke", _latch.Reason);
    }

    /// <summary>Whoever stopped is still asked for: this node is stopped, and nobody stores it.</summary>
    [Fact]
    public void Close_Unconfirmed_IsStoredOnceItIsConfirmedAndNotOnceItIsTakenBack()
    {
        var (asked, denied, other, waiting) = (Stop("smoke"), Stop("fire"), Stop("water"), Stop("wind"));
        _latch.Close(asked, confirmed: false);
        _latch.Close(denied, confirmed: false);
        _latch.Close(other);
        _latch.Close(waiting, confirmed: false);
        Assert.Equal("Emergency stop by olga@example.org: smoke", _latch.Reason);
        Assert.Equal([false, false, true, false, false], ToStore(asked, denied, other, waiting, Stop("never seen")));

        _latch.Confirm(asked.Id);
        _latch.Release(denied.Id);
        _latch.Confirm(denied.Id);

        Assert.Equal([true, false, true, false], ToStore(asked, denied, other, waiting));
        Assert.Equal([asked, other, waiting], _latch.Unstored);

        bool[] ToStore(params StopRecord[] stops) => [.. stops.Select(stop => _latch.IsToStore(stop.Id))];
    }

    /// <summary>Late news of a stop that was stored, and reset since, must not stop everything again.</summary>
    [Fact]
    public void Close_StopThatWasReleased_StaysOpen()
    {
        var stop = Stop();
        _latch.Close(stop);
        _latch.Release(stop.Id);

        Assert.False(_latch.Close(stop));

        Assert.Null(_latch.Reason);
        Assert.Empty(_latch.Unstored);
    }

    [Fact]
    public void Close_ThousandStopsLater_RemembersTheLastThousandAndNoMore()
    {
        var stops = Enumerable.Range(0, 1_001).Select(_ => Stop()).ToList();
        foreach (var stop in stops)
        {
            Assert.True(_latch.Close(stop));
            _latch.Release(stop.Id);
        }

        Assert.False(_latch.Close(stops[1]));
        Assert.True(_latch.Close(stops[0]));
    }

    [Fact]
    public void AgeOf_EachStop_CountsFromWhenThisNodeHeard()
    {
        var (first, second) = (Stop(), Stop());
        _latch.Close(first);
        _clock.Advance(TimeSpan.FromSeconds(3));
        _latch.Close(second);
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(
            (TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(4), TimeSpan.Zero),
            (_latch.AgeOf(first), _latch.AgeOf(second), _latch.AgeOf(Stop()))
        );
    }

    [Fact]
    public void SetStopFile_Present_ComesBeforeEveryStopAndLeavesItClosed()
    {
        _latch.Close(Stop("smoke"));

        _latch.SetStopFile(true);
        Assert.Equal(
            ("A file named STOP is in the data folder of this node. Remove it to go on.", true),
            (_latch.Reason, _latch.HasStopFile)
        );

        _latch.SetStopFile(false);
        Assert.Equal(("Emergency stop by olga@example.org: smoke", false), (_latch.Reason, _latch.HasStopFile));
    }

    private static StopRecord Stop(string? reason = null) => StopRecord.Create(Actors.Operator, reason, "node-1", SafetyStates.Then);
}
