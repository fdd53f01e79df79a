using System.Collections.Concurrent;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Hosts;

/// <summary>Two nodes on one database, and one node before and after its end.</summary>
public sealed class SharedHostTests
{
    private static readonly Uri Site = new("https://shop.example/");
    private static readonly FetchPoliteness EverySecond = new(TimeSpan.FromSeconds(1), 8, TimeSpan.FromSeconds(30));

    [PostgresFact]
    public async Task Enter_FourJobsOnTwoNodes_NeverMoreThanOneRequestASecond()
    {
        await using var first = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var second = await first.JoinAsync();
        var starts = new ConcurrentQueue<(DateTimeOffset At, int Node)>();

        var jobs = Task.WhenAll(JobAsync(first, 1), JobAsync(first, 1), JobAsync(second, 2), JobAsync(second, 2));
        await first.PumpAsync(jobs);

        var times = starts.Select(start => start.At).Order().ToList();
        Assert.Equal(20, times.Count);
        Assert.All(
            times.Zip(times.Skip(1)),
            pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1), $"{pair.First:O} and {pair.Second:O}")
        );
        Assert.Equal([1, 2], starts.Select(start => start.Node).Distinct().Order());

        async Task JobAsync(CoreHost node, int number)
        {
            for (var request = 0; request < 5; request++)
            {
                using var lease = await EnterAsync(node);
                starts.Enqueue((node.Clock.GetUtcNow(), number));
                await lease.AnsweredAsync(200, node.Clock.GetTimestamp(), CancellationToken.None);
            }
        }
    }

    [PostgresFact]
    public async Task Cool_OnOneNode_HoldsTheOtherBack()
    {
        await using var first = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var second = await first.JoinAsync();
        var hasty = EverySecond with { Delay = TimeSpan.Zero };
        (await EnterAsync(second, hasty)).Dispose();
        var end = first.Clock.GetUtcNow() + TimeSpan.FromSeconds(5);

        await first.Get<HostGovernor>().CoolAsync(Site, TimeSpan.FromSeconds(5), "429, Retry-After", CancellationToken.None);
        var lease = EnterAsync(second, hasty);
        await first.PumpAsync(lease);

        Assert.True(first.Clock.GetUtcNow() >= end);
        (await lease).Dispose();
    }

    [Theory, EachDatabase]
    public async Task Cool_ThenTheNodeIsKilled_TheNextLifeWaitsToo(TestDatabase database)
    {
        await using var first = await CoreHost.CreateAsync(database);
        var end = first.Clock.GetUtcNow() + TimeSpan.FromSeconds(5);
        await first.Get<HostGovernor>().CoolAsync(Site, TimeSpan.FromSeconds(5), "429, Retry-After", CancellationToken.None);

        await using var next = await first.JoinAsync();
        var waits = new ConcurrentQueue<HostWait>();
        var lease = next.Get<HostGovernor>()
            .EnterAsync(Site, EverySecond with { Delay = TimeSpan.Zero }, null, waits.Enqueue, CancellationToken.None);
        await first.PumpAsync(lease);

        Assert.True(first.Clock.GetUtcNow() >= end);
        Assert.Contains(waits, wait => wait is { IsCooling: true, Reason: "429, Retry-After" });
        (await lease).Dispose();
    }

    [Theory, EachDatabase]
    public async Task Cool_LongThenANewLife_FailsWithTheTimeToComeBack(TestDatabase database)
    {
        await using var first = await CoreHost.CreateAsync(database);
        await first.Get<HostGovernor>().CoolAsync(Site, TimeSpan.FromHours(2), "503, Retry-After", CancellationToken.None);
        await using var next = await first.JoinAsync();

        var error = await Assert.ThrowsAsync<FetchException>(() => EnterAsync(next));

        Assert.Equal((ErrorClass.RateLimited, TimeSpan.FromHours(2)), (error.Class, error.RetryAfter));
    }

    [Theory, EachDatabase]
    public async Task Enter_SlowPaceThenTheNodeIsKilled_TheNextLifeKeepsTheDelay(TestDatabase database)
    {
        await using var first = await CoreHost.CreateAsync(database);
        var slow = EverySecond with { Delay = TimeSpan.FromSeconds(40) };
        (await EnterAsync(first, slow)).Dispose();
        var earliest = first.Clock.GetUtcNow() + TimeSpan.FromSeconds(40);

        await using var next = await first.JoinAsync();
        var lease = EnterAsync(next, slow);
        await first.PumpAsync(lease);

        Assert.True(first.Clock.GetUtcNow() >= earliest);
        (await lease).Dispose();
    }

    [Theory, EachDatabase]
    public async Task Enter_StoredClockOfAWrongWallClock_StopsNobody(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using (var context = await host.OpenAsync())
        {
            var wrong = host.Clock.UtcMilliseconds().AddDays(400);
            context.Add(
                new HostRecord
                {
                    Host = "shop.example",
                    NextAllowedAt = wrong,
                    CoolingUntil = wrong,
                    UpdatedAt = wrong,
                }
            );
            await context.SaveChangesAsync();
        }

        using var lease = await EnterAsync(host).WaitAsync(FetchRig.Patience);
    }

    private static Task<HostLease> EnterAsync(CoreHost node, FetchPoliteness? politeness = null) =>
        node.Get<HostGovernor>().EnterAsync(Site, politeness ?? EverySecond, null, _ => { }, CancellationToken.None);
}
