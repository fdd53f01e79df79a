using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster.Relay;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Cluster.Relay;

/// <summary>The look at the tables, which goes on beneath the messages and has to do alone where there are none.</summary>
public sealed class ClusterRelayTests
{
    [Theory, EachDatabase]
    public async Task Look_OtherNodeActs_IsToldOnceAtTheSecondLook(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        var relay = host.Get<ClusterRelay>();
        await relay.PollOnceAsync(CancellationToken.None);
        var told = new List<IEvent>();
        using var news = Listen(host, told);

        await other.AddSourceAsync();
        var job = await other.AddJobAsync(JobStatus.Running);
        await relay.PollOnceAsync(CancellationToken.None);
        Assert.Empty(told);
        await relay.PollOnceAsync(CancellationToken.None);
        await relay.PollOnceAsync(CancellationToken.None);

        Assert.Equal(job.Id, Assert.Single(told.OfType<JobChanged>()).Job.Id);
        Assert.Equal("shop", Assert.Single(told.OfType<SourceChanged>()).SourceId);
        Assert.Equal(["schedules", "sources"], told.OfType<AuditAppended>().Select(told => told.Entry.EntityType).Order());
    }

    [Theory, EachDatabase]
    public async Task Look_OtherNodeCancelsAJobOfThisOne_EndsTheRunAtOnce(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        var job = await host.AddJobAsync(JobStatus.Running);
        using var run = host.Get<ActiveRuns>().Begin(job.Identity);
        await host.Get<ClusterRelay>().PollOnceAsync(CancellationToken.None);

        await other.Get<JobCommands>().CancelAsync(Actors.Operator, job.Id, CancellationToken.None);
        await host.Get<ClusterRelay>().PollOnceAsync(CancellationToken.None);

        Assert.Equal($"Cancelled by {Actors.Operator.Name}", run.CancelReason);
    }

    [Theory, EachDatabase]
    public async Task Look_OtherNodeAsksForAJob_WakesThisOne(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        await host.Get<ClusterRelay>().PollOnceAsync(CancellationToken.None);

        await other.AddJobAsync(JobStatus.Pending);
        await host.Get<ClusterRelay>().PollOnceAsync(CancellationToken.None);
        await host.Get<ClusterRelay>().PollOnceAsync(CancellationToken.None);

        Assert.Equal(1, host.Dispatcher.Wakes);
    }

    [PostgresFact]
    public async Task Running_Messages_ReachTheOtherNodeOnceAndDoNotComeBack()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var other = await host.JoinAsync();
        var (here, there) = (new List<IEvent>(), new List<IEvent>());
        using var own = Listen(host, here);
        await using var arrived = other.Get<EventBus>().Subscribe(raised => raised is JobProgressed);
        using var all = Listen(other, there);
        foreach (var node in new[] { host, other })
            await node.Get<ClusterRelay>().StartAsync(CancellationToken.None);

        // Until the other end listens a message is lost, as it may be; the poll cannot see this job, which is in no table.
        var progress = new JobProgressed(Guid.CreateVersion7(), "shop", new JobCounts { Pages = 3 });
        await using var batches = arrived.ReadBatchesAsync().GetAsyncEnumerator();
        var came = batches.MoveNextAsync().AsTask();
        var sent = 0;
        for (; sent < 1_200 && !came.IsCompleted; sent++)
        {
            host.Get<EventBus>().Publish(progress);
            await Task.WhenAny(came, Task.Delay(50));
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.True(await came.WaitAsync(TimeSpan.FromSeconds(1)));
        foreach (var node in new[] { other, host })
            await node.Get<ClusterRelay>().StopAsync(CancellationToken.None);
        Assert.Equal(progress, there.OfType<JobProgressed>().First());
        Assert.Equal(sent, here.OfType<JobProgressed>().Count());
    }

    private static IDisposable Listen(CoreHost host, List<IEvent> told) => host.Get<EventBus>().Observe(raised =>
    {
        lock (told)
            told.Add(raised);
    });
}
