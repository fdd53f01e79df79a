using Microsoft.Extensions.Logging.Abstractions;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Fakes;
using Xunit;

namespace ParserAdmin.Tests.Events;

public sealed class EventBusTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly EventBus _bus;

    public EventBusTests() => _bus = new EventBus(_clock, NullLogger<EventBus>.Instance);

    private sealed record Numbered(int Number) : IEvent;

    private sealed record Other : IEvent;

    [Fact]
    public async Task Subscribe_ThenSnapshot_MissesNothing()
    {
        var stored = new List<int>();
        void Happen(int number)
        {
            stored.Add(number);
            _bus.Publish(new Numbered(number));
        }

        Happen(1);
        await using var news = _bus.Subscribe(_ => true);
        Happen(2);
        var snapshot = stored.ToHashSet();
        Happen(3);

        // The page drops what both hold; what is left is exactly what happened.
        var batch = await FirstBatchAsync(news);
        Assert.Equal([2, 3], batch.Cast<Numbered>().Select(happened => happened.Number));
        Assert.Equal([1, 2, 3], snapshot.Union(batch.Cast<Numbered>().Select(happened => happened.Number)).Order());
    }

    [Fact]
    public async Task Publish_MoreThanTheBufferHolds_DropsTheOldestAndCounts()
    {
        await using var news = _bus.Subscribe(_ => true, capacity: 10);

        for (var i = 0; i < 25; i++)
            _bus.Publish(new Numbered(i));

        Assert.Equal(15, news.Dropped);
        Assert.Equal(Enumerable.Range(15, 10), (await FirstBatchAsync(news)).Cast<Numbered>().Select(happened => happened.Number));
    }

    [Fact]
    public async Task Publish_NotWanted_IsNotKept()
    {
        await using var news = _bus.Subscribe(happened => happened is Numbered { Number: > 1 });

        _bus.Publish(new Other());
        _bus.Publish(new Numbered(1));
        _bus.Publish(new Numbered(2));

        Assert.Equal(new Numbered(2), Assert.Single(await FirstBatchAsync(news)));
    }

    [Fact]
    public async Task ReadBatches_AfterTheFirst_GathersForTheInterval()
    {
        await using var news = _bus.Subscribe(_ => true);
        _bus.Publish(new Numbered(1));
        await using var batches = news.ReadBatchesAsync().GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync());
        Assert.Single(batches.Current);

        var next = batches.MoveNextAsync().AsTask();
        await _clock.WaitForTimerAsync(EventSubscription.BatchInterval);
        _bus.Publish(new Numbered(2));
        _bus.Publish(new Numbered(3));
        Assert.False(next.IsCompleted);
        _clock.Advance(EventSubscription.BatchInterval);

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(2, batches.Current.Count);
    }

    [Fact]
    public async Task SubscriptionCount_AllDisposed_IsZero()
    {
        var some = Enumerable.Range(0, 5).Select(_ => _bus.Subscribe(_ => true)).ToList();
        var observers = Enumerable.Range(0, 2).Select(_ => _bus.Observe(_ => { })).ToList();
        Assert.Equal(7, _bus.SubscriptionCount);

        foreach (var one in some)
        {
            await one.DisposeAsync();
            await one.DisposeAsync();
        }

        foreach (var one in observers)
        {
            one.Dispose();
            one.Dispose();
        }

        Assert.Equal(0, _bus.SubscriptionCount);
    }

    [Fact]
    public void Observe_HearsEveryEventBeforePublishReturns_UntilDisposed()
    {
        var heard = new List<IEvent>();
        var observing = _bus.Observe(heard.Add);
        for (var i = 0; i < 5_000; i++)
            _bus.Publish(new Numbered(i));
        Assert.Equal(Enumerable.Range(0, 5_000), heard.Cast<Numbered>().Select(happened => happened.Number));

        observing.Dispose();
        _bus.Publish(new Other());
        Assert.DoesNotContain(new Other(), heard);
    }

    [Fact]
    public void Observe_OwnOnly_HearsNothingOfOtherNodes()
    {
        var (own, all) = (new List<IEvent>(), new List<IEvent>());
        using var first = _bus.Observe(own.Add, ownOnly: true);
        using var second = _bus.Observe(all.Add);

        _bus.PublishFromElsewhere(new Other());
        _bus.Publish(new Numbered(1));

        Assert.Equal([new Numbered(1)], own);
        Assert.Equal([new Other(), new Numbered(1)], all);
    }

    [Fact]
    public async Task Publish_ListenersThatThrow_KeepNobodyFromHearing()
    {
        var heard = new List<IEvent>();
        using var broken = _bus.Observe(_ => throw new InvalidOperationException("An observer at fault"));
        await using var brokenFilter = _bus.Subscribe(_ => throw new InvalidOperationException("A filter at fault"));
        var observers = Enumerable.Range(0, 10).Select(_ => _bus.Observe(heard.Add)).ToList();
        await using var news = _bus.Subscribe(_ => true);

        _bus.Publish(new Numbered(1));

        Assert.Equal(observers.Count, heard.Count);
        Assert.Equal(new Numbered(1), Assert.Single(await FirstBatchAsync(news)));
    }

    [Fact]
    public async Task Publish_JobChangedAfterwards_SubscribersSeeItAsItWas()
    {
        await using var news = _bus.Subscribe(_ => true);
        var job = ParserJob.Request(
            "catalog-sync",
            "shop",
            JobTrigger.Person,
            "ada",
            JobParameters.None,
            0,
            _clock.GetUtcNow().UtcDateTime
        );
        _bus.Publish(new JobChanged(job));
        job.Cancel("Cancelled by ada", new JobCounts { Pages = 3 }, _clock.GetUtcNow().UtcDateTime);

        var told = ((JobChanged)Assert.Single(await FirstBatchAsync(news))).Job;

        Assert.Equal((JobStatus.Pending, null, null, 0), (told.Status, told.Reason, told.EndedAt, told.Counts.Pages));
        Assert.Equal(JobStatus.Cancelled, job.Status);
    }

    [Fact]
    public async Task ReadBatches_Disposed_Ends()
    {
        var news = _bus.Subscribe(_ => true);
        await using var batches = news.ReadBatchesAsync().GetAsyncEnumerator();
        var next = batches.MoveNextAsync().AsTask();

        await news.DisposeAsync();

        Assert.False(await next.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static async Task<IReadOnlyList<IEvent>> FirstBatchAsync(EventSubscription news)
    {
        await foreach (var batch in news.ReadBatchesAsync())
            return batch;
        return [];
    }
}
