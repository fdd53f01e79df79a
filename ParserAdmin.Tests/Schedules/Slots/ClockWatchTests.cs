using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Tests.Fakes;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Slots;

public sealed class ClockWatchTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ClockWatch _watch;

    public ClockWatchTests() => _watch = new ClockWatch(_clock);

    [Fact]
    public void Jump_TimeGoesBy_IsNone()
    {
        Assert.Null(_watch.Jump());
        _clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(_watch.Jump());
    }

    [Theory]
    [InlineData(2_000, false)]
    [InlineData(-2_000, false)]
    [InlineData(2_001, true)]
    [InlineData(-2_001, true)]
    [InlineData(3_600_000, true)]
    public void Jump_ClockWasSet_SaysByHowMuchOnce(int milliseconds, bool noticed)
    {
        _clock.Advance(TimeSpan.FromHours(1));
        _clock.Set(TimeSpan.FromMilliseconds(milliseconds));
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(noticed ? TimeSpan.FromMilliseconds(milliseconds) : null, _watch.Jump());
        Assert.Null(_watch.Jump());
    }

    /// <summary>A clock that is corrected bit by bit never jumps, however far it goes.</summary>
    [Fact]
    public void Jump_SetBitByBit_IsNone()
    {
        for (var i = 0; i < 10; i++)
        {
            _clock.Set(TimeSpan.FromSeconds(2));
            Assert.Null(_watch.Jump());
        }
    }
}
