using ParserAdmin.Core.Cluster.Relay;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Schedules;
using Xunit;

namespace ParserAdmin.Tests.Cluster.Relay;

/// <summary>A schedule that is edited on one node takes effect at once on the other, whose triggers are its own.</summary>
public sealed class ScheduleNewsTests
{
    private const string Catalog = "catalog-sync:shop";

    [Fact]
    public void Write_ScheduleChanged_Travels() =>
        Assert.Equal(
            """ParserAdmin.Core.Schedules.ScheduleChanged|{"ScheduleId":"catalog-sync:shop"}""",
            ClusterWire.Write(new ScheduleChanged(Catalog))
        );

    [Theory, EachDatabase]
    public async Task Look_OtherNodeEdits_IsToldAtTheFirstLook(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await using var other = await host.JoinAsync();
        await host.Get<ClusterRelay>().PollOnceAsync(CancellationToken.None);
        await using var news = host.Get<EventBus>().Subscribe(raised => raised is ScheduleChanged);

        await other.EditAsync(Catalog, edit => edit with { Overlap = OverlapPolicy.Queue });
        await host.Get<ClusterRelay>().PollOnceAsync(CancellationToken.None);

        Assert.Equal([new ScheduleChanged(Catalog)], await FirstAsync(news));
    }

    [PostgresFact]
    public async Task Edit_OnOneNode_ReachesTheOtherAsAMessage()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await host.AddSourceAsync();
        await using var other = await host.JoinAsync();
        await using var news = other.Get<EventBus>().Subscribe(raised => raised is ScheduleChanged);
        await using var batches = news.ReadBatchesAsync().GetAsyncEnumerator();
        foreach (var node in new[] { host, other })
            await node.Get<ClusterRelay>().StartAsync(CancellationToken.None);

        // No table holds this one, so nothing but a message can bring it; until the other end listens a message is lost, as it may be.
        var came = batches.MoveNextAsync().AsTask();
        for (var sent = 0; sent < 200 && !came.IsCompleted; sent++)
        {
            host.Get<EventBus>().Publish(new ScheduleChanged("no-such:schedule"));
            await Task.WhenAny(came, Task.Delay(50));
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.True(await came.WaitAsync(TimeSpan.FromSeconds(1)));
        foreach (var node in new[] { other, host })
            await node.Get<ClusterRelay>().StopAsync(CancellationToken.None);
        Assert.All(batches.Current, told => Assert.Equal(new ScheduleChanged("no-such:schedule"), told));
    }

    private static async Task<IReadOnlyList<IEvent>> FirstAsync(EventSubscription news)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var batch in news.ReadBatchesAsync(TimeSpan.Zero, patience.Token))
            return batch;
        return [];
    }
}
