using Xunit;

namespace ParserAdmin.Tests.Fakes;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Delay_ClockMoved_EndsExactlyThen()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(2), _clock, CancellationToken.None);

        _clock.Advance(TimeSpan.FromMilliseconds(1999));
        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await delay;
    }

    [Fact]
    public void Advance_PastSeveralTimers_FiresThemInOrderAtTheirTimes()
    {
        var fired = new List<(string, double)>();
        var start = _clock.GetTimestamp();
        void Note(object? name) => fired.Add(((string)name!, _clock.GetElapsedTime(start).TotalSeconds));
        using var late = _clock.CreateTimer(Note, "late", TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var often = _clock.CreateTimer(Note, "often", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5));

        _clock.Advance(TimeSpan.FromSeconds(3.5));

        Assert.Equal([("often", 1), ("often", 2.5), ("late", 3)], fired);
    }

    [Fact]
    public void Dispose_RunningTimer_DoesNotFire()
    {
        var fired = false;
        _clock.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).Dispose();

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.False(fired);
    }

    [Fact]
    public async Task WaitForTimer_TimerComesLater_IsSeen()
    {
        var waiting = _clock.WaitForTimerAsync(TimeSpan.FromSeconds(7));
        Assert.False(waiting.IsCompleted);

        using var timer = _clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(7), Timeout.InfiniteTimeSpan);

        await waiting;
    }
}
