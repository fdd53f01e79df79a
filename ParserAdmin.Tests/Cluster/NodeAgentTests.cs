using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Cluster;

public sealed class NodeAgentTests
{
    [Theory, EachDatabase]
    public async Task Register_JobsOfAnEarlierLifeOfThisNode_AreLost(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var left = await host.AddJobAsync(JobStatus.Running, "books", nodeInstance: Guid.NewGuid());
        var own = await host.AddJobAsync(JobStatus.Running);

        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);

        var lost = await host.JobAsync(left.Id);
        Assert.Equal((JobStatus.Lost, "Node node-1 stopped while the job ran"), (lost.Status, lost.Reason));
        Assert.Equal(JobStatus.Running, (await host.JobAsync(own.Id)).Status);
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "job.end" && entry.EntityId == left.Id.ToString());
    }

    [Theory, EachDatabase]
    public async Task Look_AnotherNodesHeartbeat_DecidesWhetherItsJobsAreLost(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        await other.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var theirs = await other.AddJobAsync(JobStatus.Running);

        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        for (var second = 1; second < NodeAgent.DeadAfter.TotalSeconds; second++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await host.Get<LostJobs>().CheckAsync(CancellationToken.None);
        }

        Assert.Equal(JobStatus.Running, (await host.JobAsync(theirs.Id)).Status);

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Get<LostJobs>().CheckAsync(CancellationToken.None);
        Assert.Equal(
            (JobStatus.Lost, "Node node-2 stopped while the job ran"),
            ((await host.JobAsync(theirs.Id)).Status, (await host.JobAsync(theirs.Id)).Reason)
        );
    }

    [Theory, EachDatabase]
    public async Task Register_AnotherNodeSaidGoodBye_ItsJobsAreLostAtOnce(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        await other.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var theirs = await other.AddJobAsync(JobStatus.Running);
        await other.Get<NodeAgent>().StopAsync(CancellationToken.None);

        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);

        Assert.Equal(JobStatus.Lost, (await host.JobAsync(theirs.Id)).Status);
    }

    [Theory, EachDatabase]
    public async Task Running_OtherNodeFallsSilent_ItsJobsAreLostWithoutARestart(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        await other.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var theirs = await other.AddJobAsync(JobStatus.Running);
        await using var news = host.Get<EventBus>().Subscribe(happened => happened is JobChanged { Job.Status: JobStatus.Lost });
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await host.Get<NodeAgent>().StartAsync(CancellationToken.None);

        await using var batches = news.ReadBatchesAsync().GetAsyncEnumerator();
        Assert.True(await host.PumpAsync(batches.MoveNextAsync().AsTask()));

        Assert.Equal(theirs.Id, ((JobChanged)batches.Current[0]).Job.Id);
        await host.Get<NodeAgent>().StopAsync(CancellationToken.None);
        var nodes = await host.Get<NodeQueries>().AllAsync(CancellationToken.None);
        Assert.Null(nodes.Single(node => node.Name == "node-1").HeartbeatAt);
    }

    [Theory, EachDatabase]
    public async Task Stop_TwoNodes_BothAcknowledgeTheEpoch(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        foreach (var node in new[] { host, other })
        {
            await node.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
            await node.Get<NodeAgent>().StartAsync(CancellationToken.None);
        }

        var stopped = await host.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);
        await other.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
        var nodes = await host.PumpAsync(
            host.Get<NodeQueries>().AcknowledgementsAsync(stopped.Value!.Epoch!.Value, TimeSpan.FromMinutes(1), CancellationToken.None)
        );

        Assert.Equal([("node-1", 1L), ("node-2", 1L)], nodes!.Select(node => (node.Name, node.AcknowledgedEpoch)));
        foreach (var node in new[] { other, host })
            await node.Get<NodeAgent>().StopAsync(CancellationToken.None);
    }

    /// <summary>A node that was frozen wakes with runs of jobs that the others called lost: the stop did not end those.</summary>
    [Theory, EachDatabase]
    public async Task Stop_JobWasCalledLostBefore_IsNotCountedAsStopped(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.AddSourceAsync("books");
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var (zombie, run) = (await host.BeginRunAsync(), await host.BeginRunAsync("books"));
        await host.Get<JobEnder>().MarkLostAsync(job => job.Id == zombie.JobId, "Node node-1 stopped", CancellationToken.None);
        await using var told = host.Get<EventBus>().Subscribe(happened => happened is NodeChanged { AcknowledgedEpoch: 1 });
        await host.Get<NodeAgent>().StartAsync(CancellationToken.None);

        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);

        await using var batches = told.ReadBatchesAsync().GetAsyncEnumerator();
        Assert.True(await host.PumpAsync(batches.MoveNextAsync().AsTask()));
        Assert.True(zombie.Stopping.IsCancellationRequested && run.Stopping.IsCancellationRequested);
        Assert.Equal(1, (await host.Get<NodeQueries>().AllAsync(CancellationToken.None))[0].StoppedJobs);
        await host.Get<NodeAgent>().StopAsync(CancellationToken.None);
    }
}
