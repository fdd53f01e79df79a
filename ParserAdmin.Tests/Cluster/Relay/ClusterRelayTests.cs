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

    [PostgresFact]
    public async Task Message_ThatCouldNotBeSent_IsSentAgainWithinASecond()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var other = await host.JoinAsync();
        await using var arrived = other.Get<EventBus>().Subscribe(raised => raised is JobProgressed);
        await using var batches = arrived.ReadBatchesAsync(TimeSpan.Zero).GetAsyncEnumerator();
        await TalkAsync(host, other, batches);

        // The listeners' connections stay; those that messages are sent on are found broken with the next one.
        await BreakAsync(host, "application_name IS DISTINCT FROM 'parseradmin-news'");
        var progress = new JobProgressed(Guid.CreateVersion7(), "shop", new JobCounts { Pages = 4 });
        host.Get<EventBus>().Publish(progress);

        // No table holds this job.
        await WithinAsync(host, TimeSpan.FromSeconds(1), batches.MoveNextAsync().AsTask());
        Assert.Equal(progress, batches.Current[0]);
        foreach (var node in new[] { other, host })
            await node.Get<ClusterRelay>().StopAsync(CancellationToken.None);
    }

    [PostgresFact]
    public async Task Listening_WasBroken_WhatHappenedMeanwhileIsToldAtOnce()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var other = await host.JoinAsync();
        await using var arrived = other.Get<EventBus>().Subscribe(raised => raised is JobProgressed or JobChanged);
        await using var batches = arrived.ReadBatchesAsync(TimeSpan.Zero).GetAsyncEnumerator();
        await host.AddSourceAsync();
        await TalkAsync(host, other, batches);

        await BreakAsync(host, "application_name = 'parseradmin-news'");
        var job = await host.AddJobAsync(JobStatus.Running);

        // Half a second until it listens again, and two looks.
        await WithinAsync(host, TimeSpan.FromSeconds(2.5), batches.MoveNextAsync().AsTask());
        Assert.Equal(job.Id, ((JobChanged)batches.Current[0]).Job.Id);
        foreach (var node in new[] { other, host })
            await node.Get<ClusterRelay>().StopAsync(CancellationToken.None);
    }

    /// <summary>Starts both relays and waits until a message comes through; then nothing is under way any more.</summary>
    private static async Task TalkAsync(CoreHost host, CoreHost other, IAsyncEnumerator<IReadOnlyList<IEvent>> batches)
    {
        foreach (var node in new[] { host, other })
            await node.Get<ClusterRelay>().StartAsync(CancellationToken.None);
        var (came, sent) = (batches.MoveNextAsync().AsTask(), 0);
        for (; sent < 400 && !came.IsCompleted; sent++)
        {
            host.Get<EventBus>().Publish(new JobProgressed(Guid.CreateVersion7(), "shop", new JobCounts { Pages = sent }));
            await Task.WhenAny(came, Task.Delay(50));
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        // Some may have been lost before it listened, but none after the first that came.
        while (await came.WaitAsync(TimeSpan.FromSeconds(20)) && ((JobProgressed)batches.Current[^1]).Counts.Pages < sent - 1)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
            came = batches.MoveNextAsync().AsTask();
        }

        host.Clock.Advance(TimeSpan.FromMilliseconds(100));
    }

    private static async Task BreakAsync(CoreHost host, string which)
    {
        await using var own = new Npgsql.NpgsqlConnection(host.Configuration["ParserAdmin:Database:ConnectionString"] + ";Pooling=false");
        await own.OpenAsync();
        await using var command = own.CreateCommand();
        command.CommandText =
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            + $"WHERE datname = current_database() AND pid <> pg_backend_pid() AND {which}";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Lets time go by, slower than it does, so that real connections are made in time on a busy machine.</summary>
    private static async Task WithinAsync(CoreHost host, TimeSpan longest, Task done)
    {
        var step = TimeSpan.FromMilliseconds(50);
        for (var gone = TimeSpan.Zero; gone < longest && await Task.WhenAny(done, Task.Delay(step * 8)) != done; gone += step)
            host.Clock.Advance(step);
        await done.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static IDisposable Listen(CoreHost host, List<IEvent> told) =>
        host.Get<EventBus>()
            .Observe(raised =>
            {
                lock (told)
                    told.Add(raised);
            });
}
