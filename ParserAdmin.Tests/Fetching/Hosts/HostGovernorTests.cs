using System.Globalization;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Fakes;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Hosts;

public sealed class HostGovernorTests : IDisposable
{
    private static readonly Uri Site = new("https://example.org/a");
    private readonly ManualTimeProvider _clock = new();
    private readonly StallWatch _stalls;
    private readonly HostGovernor _governor;

    public HostGovernorTests()
    {
        _stalls = new StallWatch(_clock);
        _governor = new HostGovernor(new MemoryHostLedger(), _stalls, _clock);
    }

    public void Dispose() => _stalls.Dispose();

    [Fact]
    public async Task Enter_Delay_IsKeptBetweenStarts()
    {
        (await EnterAsync(1000, 4)).Dispose();
        var second = EnterAsync(1000, 4);
        var third = EnterAsync(1000, 4);

        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await second;
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        Assert.False(third.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await third;

        var host = Assert.Single(_governor.Snapshot());
        Assert.Equal(
            ("example.org", TimeSpan.FromSeconds(1), 4, 2, 3L),
            (host.Host, host.Delay, host.Concurrency, host.Running, host.Requests)
        );
    }

    [Fact]
    public async Task Enter_FullHost_WaitsForAFreePlace()
    {
        var first = await EnterAsync(0, 2);
        var second = await EnterAsync(0, 2);
        var third = EnterAsync(0, 2);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.False(third.IsCompleted);

        first.Dispose();
        first.Dispose();

        await third.WaitAsync(FetchRig.Patience);
        var fourth = EnterAsync(0, 2);
        Assert.False(fourth.IsCompleted);
        second.Dispose();
        await fourth.WaitAsync(FetchRig.Patience);
    }

    [Fact]
    public async Task Enter_StricterSourceOnTheSameHost_Wins()
    {
        using var strict = await EnterAsync(5000, 1);
        var loose = EnterAsync(0, 8);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(loose.IsCompleted);

        strict.Dispose();

        await loose.WaitAsync(FetchRig.Patience);
    }

    [Fact]
    public async Task Enter_OtherHost_DoesNotWait()
    {
        using var one = await EnterAsync(5000, 1);
        using var other = await EnterAsync(5000, 1, "https://example.com/");
        using var port = await EnterAsync(5000, 1, "https://example.org:8443/");

        Assert.Equal(["example.com", "example.org", "example.org:8443"], _governor.Snapshot().Select(host => host.Host));
    }

    [Theory]
    [InlineData("http://EXAMPLE.org/x", "example.org")]
    [InlineData("https://example.org./", "example.org")]
    [InlineData("http://пример.рф:81/", "xn--e1afmkfd.xn--p1ai:81")]
    [InlineData("http://[2001:DB8::1]/", "[2001:db8::1]")]
    public void NameOf_Spellings_AreOne(string address, string name) => Assert.Equal(name, HostGovernor.NameOf(new Uri(address)));

    [Fact]
    public async Task Cool_DuringAWait_ExtendsIt()
    {
        (await EnterAsync(1000, 1)).Dispose();
        var waits = new List<HostWait>();
        var second = EnterAsync(1000, 1, waits: waits);

        await CoolAsync(Site, TimeSpan.FromSeconds(5), "429, Retry-After");
        await CoolAsync(Site, TimeSpan.FromSeconds(2), "shorter");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(4));
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(4));

        await second.WaitAsync(FetchRig.Patience);
        Assert.Equal(["delay of the host", "429, Retry-After"], waits.Select(wait => wait.Reason));
    }

    [Fact]
    public async Task Cool_BeyondPatience_IsNotWaitedFor()
    {
        await CoolAsync(Site, HostGovernor.Patience + TimeSpan.FromSeconds(1), "503, Retry-After");

        var error = await Assert.ThrowsAsync<FetchException>(() => EnterAsync(0, 1));

        Assert.Equal((ErrorClass.RateLimited, HostGovernor.Patience + TimeSpan.FromSeconds(1)), (error.Class, error.RetryAfter));
    }

    [Fact]
    public async Task Cool_TheWallClockIsSetMeanwhile_LastsAsLongAsItWasAskedFor()
    {
        await CoolAsync(Site, TimeSpan.FromSeconds(4), "429, Retry-After");
        _clock.Set(TimeSpan.FromHours(-2));
        var lease = EnterAsync(0, 1);
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(4));
        Assert.Equal(_clock.GetUtcNow().AddSeconds(4), Assert.Single(_governor.Snapshot()).CoolingUntil);
        _clock.Set(TimeSpan.FromHours(5));
        Assert.False(lease.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(4));

        (await lease.WaitAsync(FetchRig.Patience)).Dispose();
    }

    [Fact]
    public async Task Cool_ForYears_EndsAfterADay()
    {
        await CoolAsync(Site, TimeSpan.FromDays(3650), "nonsense");
        _clock.Advance(TimeSpan.FromDays(1));

        using var lease = await EnterAsync(0, 1);
    }

    [Fact]
    public async Task Enter_CancelledWhileWaiting_LetsTheNextOneIn()
    {
        using var first = await EnterAsync(0, 1);
        using var cancel = new CancellationTokenSource();
        var second = _governor.EnterAsync(Site, Polite(0, 1), null, _ => { }, cancel.Token);
        var third = EnterAsync(0, 1);

        await cancel.CancelAsync();
        first.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await third.WaitAsync(FetchRig.Patience);
    }

    [Fact]
    public async Task Enter_VeryManyHosts_ForgetsTheIdleOnesOnly()
    {
        await CoolAsync(Site, TimeSpan.FromHours(1), "429");
        for (var i = 0; i < 3000; i++)
        {
            (await EnterAsync(0, 1, string.Create(CultureInfo.InvariantCulture, $"http://host{i}.example/"))).Dispose();
            await _governor.FlushAsync(CancellationToken.None);
        }

        var hosts = _governor.Snapshot();

        Assert.InRange(hosts.Count, 1, 1000);
        Assert.Contains(hosts, host => host is { Host: "example.org", CoolingUntil: not null });
    }

    [Fact]
    public async Task Enter_ManyAtOnce_NeverBreaksTheLimits()
    {
        var (running, most) = (0, 0);
        var tasks = Enumerable
            .Range(0, 200)
            .Select(_ =>
                Task.Run(async () =>
                {
                    using var lease = await EnterAsync(0, 3);
                    var now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                })
            );

        await Task.WhenAll(tasks).WaitAsync(FetchRig.Patience);

        Assert.InRange(most, 1, 3);
        Assert.Equal((0, 200L), (_governor.Snapshot()[0].Running, _governor.Snapshot()[0].Requests));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }

    private Task CoolAsync(Uri address, TimeSpan duration, string reason) =>
        _governor.CoolAsync(address, duration, reason, CancellationToken.None);

    private static FetchPoliteness Polite(int delayMs, int concurrency) =>
        new(TimeSpan.FromMilliseconds(delayMs), concurrency, TimeSpan.FromSeconds(30));

    private Task<HostLease> EnterAsync(int delayMs, int concurrency, string? address = null, List<HostWait>? waits = null) =>
        _governor.EnterAsync(
            address is null ? Site : new Uri(address),
            Polite(delayMs, concurrency),
            null,
            wait => waits?.Add(wait),
            CancellationToken.None
        );
}
