using ParserAdmin.Core.Events;
using ParserAdmin.Tests.Fakes;
using Xunit;

namespace ParserAdmin.Tests.Events;

public sealed class EventBusTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly EventBus _bus;

    public EventBusTests() => _bus = new EventBus(_clock);

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
        Assert.Equal(5, _bus.SubscriptionCount);

        foreach (var one in some)
        {
            await one.DisposeAsync();
            await one.DisposeAsync();
        }

        Assert.Equal(0, _bus.SubscriptionCount);
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
