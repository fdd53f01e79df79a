using ParserAdmin.Core.Cluster;
using ParserAdmin.Tests.Fakes;
using Xunit;

namespace ParserAdmin.Tests.Cluster;

public sealed class NodeWatchTests
{
    private static readonly DateTime Beat = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private readonly ManualTimeProvider _clock = new();
    private readonly NodeWatch _watch;
    private readonly Node _node = new()
    {
        Name = "node-2",
        Instance = Guid.NewGuid(),
        HeartbeatAt = Beat,
    };

    public NodeWatchTests() => _watch = new NodeWatch(_clock);

    [Fact]
    public void Look_HeartbeatStandsStill_IsSilentAfterTenSecondsOfLooking()
    {
        Assert.Equal(10, SecondsUntilSilent());
        Assert.Same(_node, Assert.Single(_watch.Look([_node])));
    }

    /// <summary>A wall clock that jumps changes nothing: the heartbeat is compared with itself alone.</summary>
    [Fact]
    public void Look_HeartbeatOfAnyTimeMovesOn_IsAlive()
    {
        for (var second = 0; second < 60; second++)
        {
            _node.HeartbeatAt = Beat.AddHours(second % 2 == 0 ? -72 : 26).AddSeconds(second);
            Assert.Empty(_watch.Look([_node]));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void Look_AfterALongPause_GivesTheWholeTimeAnew()
    {
        for (var second = 0; second < 9; second++)
        {
            Assert.Empty(_watch.Look([_node]));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        _clock.Advance(NodeWatch.LongestGap);

        Assert.Equal(10, SecondsUntilSilent());
    }

    [Fact]
    public void Look_TheNodeStartsAgain_GivesTheWholeTimeAnew()
    {
        for (var second = 0; second < 9; second++)
        {
            Assert.Empty(_watch.Look([_node]));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        _node.Instance = Guid.NewGuid();

        Assert.Equal(10, SecondsUntilSilent());
    }

    private int SecondsUntilSilent()
    {
        for (var second = 0; second < 60; second++)
        {
            if (_watch.Look([_node]).Count > 0)
                return second;
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        return -1;
    }
}
