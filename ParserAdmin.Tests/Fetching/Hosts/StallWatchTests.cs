using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Tests.Fakes;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Hosts;

/// <summary>A node that was frozen blames no server for the time that it slept.</summary>
public sealed class StallWatchTests : IDisposable
{
    private static readonly Uri Site = new("https://example.org/a");
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _clock = new();
    private readonly StallWatch _stalls;

    public StallWatchTests() => _stalls = new StallWatch(_clock);

    public void Dispose() => _stalls.Dispose();

    [Fact]
    public void StoodStill_BeatsInTime_IsNothing()
    {
        var since = _clock.GetTimestamp();
        BeatFor(10);
        _clock.Advance(1.9 * Second);

        Assert.Equal(TimeSpan.Zero, _stalls.StoodStillSince(since));
    }

    [Fact]
    public void StoodStill_NobodyBeats_IsNothing()
    {
        var since = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.Zero, _stalls.StoodStillSince(since));
    }

    [Fact]
    public void StoodStill_Frozen_IsThatPartOfTheWait()
    {
        BeatFor(3);
        var before = _clock.GetTimestamp();
        _clock.Advance(10 * Second);
        var amid = _clock.GetTimestamp();
        _clock.Advance(30 * Second);

        // Whoever wakes first may be the one that waited, or the beat.
        Assert.Equal(40 * Second, _stalls.StoodStillSince(before));
        _stalls.Beat();
        Assert.Equal(40 * Second, _stalls.StoodStillSince(before));
        Assert.Equal(30 * Second, _stalls.StoodStillSince(amid));
        Assert.Equal(TimeSpan.Zero, _stalls.StoodStillSince(_clock.GetTimestamp()));
        BeatFor(5);
        Assert.Equal(40 * Second, _stalls.StoodStillSince(before));
    }

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 0)]
    public async Task Answered_LongAfterItWasSent_SlowsTheHostDownUnlessThisNodeSlept(bool slept, int delay)
    {
        var governor = new HostGovernor(new MemoryHostLedger(), _stalls, _clock);
        BeatFor(1);
        using var lease = await EnterAsync(governor);
        var sent = _clock.GetTimestamp();
        if (slept)
            _clock.Advance(10 * Second);
        else
            BeatFor(10);

        await lease.AnsweredAsync(200, sent, CancellationToken.None);

        lease.Dispose();
        (await EnterAsync(governor)).Dispose();
        Assert.Equal(delay * Second, Assert.Single(governor.Snapshot()).Delay);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(2, 100)]
    [InlineData(9, 0)]
    public async Task TimedOut_SlowsTheHostDownUnlessThisNodeSleptMostOfTheTime(int slept, int delay)
    {
        var governor = new HostGovernor(new MemoryHostLedger(), _stalls, _clock);
        BeatFor(1);
        using var lease = await EnterAsync(governor);
        BeatFor(10 - slept);
        _clock.Advance(slept * Second);

        lease.TimedOut();

        lease.Dispose();
        (await EnterAsync(governor)).Dispose();
        Assert.Equal(TimeSpan.FromMilliseconds(delay), Assert.Single(governor.Snapshot()).Delay);
    }

    private void BeatFor(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _stalls.Beat();
            _clock.Advance(Second);
        }

        _stalls.Beat();
    }

    private async Task<HostLease> EnterAsync(HostGovernor governor)
    {
        var entering = governor.EnterAsync(Site, new FetchPoliteness(TimeSpan.Zero, 4, TimeSpan.FromSeconds(30)), null, _ => { }, default);
        while (!entering.IsCompleted)
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        return await entering;
    }
}
