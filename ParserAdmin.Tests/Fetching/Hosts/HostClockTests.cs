using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.Fetching.Hosts;

/// <summary>
/// A wall clock that people and time servers set. Time as it passes is what <see cref="TimeProvider.GetTimestamp"/> says.
/// </summary>
public sealed class HostClockTests(ITestOutputHelper output)
{
    private static readonly Uri Site = new("https://shop.example/");
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    // The test's clock is moved a tenth of a second at a time while the work goes on beside it.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    [Theory, EachDatabase]
    public async Task Enter_ClockAnHourForwardThenTwoBack_NobodyWaitsLongerThanTheDelay(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await EnterAsync(host, host);
        host.Clock.Set(TimeSpan.FromHours(1));
        await EnterAsync(host, host);
        host.Clock.Set(TimeSpan.FromHours(-2));

        // A life of the node that begins now knows the table alone.
        await using var next = await host.JoinAsync();
        Assert.InRange(await EnterAsync(host, next), Delay - TimeSpan.FromMilliseconds(1), Delay + Slack);
        Assert.InRange(await EnterAsync(host, host), TimeSpan.Zero, Delay + Slack);
        Assert.InRange(await EnterAsync(host, next), TimeSpan.Zero, Delay + Slack);
    }

    [Theory, EachDatabase]
    public async Task Cool_ClockSetBack_NobodyWaitsLongerThanTheServerAsked(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        host.Clock.Set(TimeSpan.FromHours(1));
        await host.Get<HostGovernor>().CoolAsync(Site, TimeSpan.FromMinutes(10), "429, Retry-After", CancellationToken.None);
        host.Clock.Set(TimeSpan.FromHours(-2));
        await using var next = await host.JoinAsync();

        var error = await Assert.ThrowsAsync<FetchException>(() => TurnAsync(next));
        var shown = Assert.Single(await next.Get<HostQueries>().CoolingAsync(5, CancellationToken.None));

        Assert.Equal((ErrorClass.RateLimited, TimeSpan.FromMinutes(10)), (error.Class, error.RetryAfter));
        Assert.Equal(host.Clock.GetUtcNow().UtcDateTime.AddMinutes(10), shown.CoolingUntil);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.InRange(await EnterAsync(host, next), TimeSpan.Zero, Slack);
    }

    [Theory, EachDatabase]
    public async Task Cool_AgainAfterTheClockWasSetBack_TheNewTimeCounts(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        host.Clock.Set(TimeSpan.FromHours(1));
        await host.Get<HostGovernor>().CoolAsync(Site, TimeSpan.FromMinutes(1), "503", CancellationToken.None);
        host.Clock.Set(TimeSpan.FromHours(-2));
        await host.Get<HostGovernor>().CoolAsync(Site, TimeSpan.FromMinutes(10), "429, Retry-After", CancellationToken.None);

        await using var next = await host.JoinAsync();
        var error = await Assert.ThrowsAsync<FetchException>(() => TurnAsync(next));

        Assert.Equal(TimeSpan.FromMinutes(10), error.RetryAfter);
    }

    /// <summary>On one node the delay is kept to the millisecond whatever the wall clock does, and no wait is longer.</summary>
    [Theory, EachDatabase]
    public async Task Enter_ClockSetAtRandom_TheDelayIsKeptAndNotMore(TestDatabase database)
    {
        const int seed = 20261129;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var host = await CoreHost.CreateAsync(database);
        await EnterAsync(host, host);
        for (var i = 0; i < 12; i++)
        {
            var by = TimeSpan.FromMinutes(random.Next(-300, 300));
            host.Clock.Set(by);
            var waited = await EnterAsync(host, host);
            Assert.True(
                waited >= Delay - TimeSpan.FromMilliseconds(1) && waited <= Delay + Slack,
                $"After the clock was set by {by} (seed {seed}, step {i}): {waited}"
            );
        }
    }

    /// <summary>Takes a turn on a node while the clock goes on, and answers how long that took.</summary>
    private static async Task<TimeSpan> EnterAsync(CoreHost clock, CoreHost node)
    {
        var began = clock.Clock.GetTimestamp();
        (await clock.PumpAsync(TurnAsync(node))).Dispose();
        return clock.Clock.GetElapsedTime(began);
    }

    private static Task<HostLease> TurnAsync(CoreHost node) =>
        node.Get<HostGovernor>()
            .EnterAsync(Site, new FetchPoliteness(Delay, 8, TimeSpan.FromSeconds(30)), null, _ => { }, CancellationToken.None);
}
