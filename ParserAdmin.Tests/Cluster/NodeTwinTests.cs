using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Cluster;

public sealed class NodeTwinTests
{
    [PostgresFact]
    public async Task Register_NameOfALivingNode_IsRefused()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var twin = await host.JoinAsync("node-1");
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await host.Get<NodeAgent>().StartAsync(CancellationToken.None);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.PumpAsync(twin.Get<NodeAgent>().RegisterAsync(CancellationToken.None))
        );

        Assert.StartsWith("A node named node-1 already runs on this database", refused.Message, StringComparison.Ordinal);
        await host.Get<NodeAgent>().StopAsync(CancellationToken.None);
    }

    [PostgresFact]
    public async Task Register_NameOfAKilledNode_TakesItOverAndLosesItsJobs()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var next = await host.JoinAsync("node-1");
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var left = await host.AddJobAsync(JobStatus.Running);

        await host.PumpAsync(next.Get<NodeAgent>().RegisterAsync(CancellationToken.None));

        Assert.Equal(JobStatus.Lost, (await host.JobAsync(left.Id)).Status);
    }

    [PostgresFact]
    public async Task Running_NameWasTakenOver_EndsItsRunsAndItself()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var next = await host.JoinAsync("node-1");
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await host.PumpAsync(next.Get<NodeAgent>().RegisterAsync(CancellationToken.None));
        using var run = host.Get<ActiveRuns>().Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", 0, Scheduled: false));

        await host.Get<NodeAgent>().StartAsync(CancellationToken.None);
        await host.PumpAsync(Task.Delay(Timeout.Infinite, host.Lifetime.ApplicationStopping).ContinueWith(_ => { }, TaskScheduler.Default));

        Assert.True(run.Stopping.IsCancellationRequested);
    }

    /// <summary>An older copy of the database was put back: nobody took the name, and what ran then runs no more.</summary>
    [Theory, EachDatabase]
    public async Task Running_RowIsOfAnEarlierLife_TakesItAgainAndLosesItsJobs(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var own = await host.AddJobAsync(JobStatus.Running);
        host.Get<JobsInHand>().Take(own.Id);
        var earlier = Guid.NewGuid();
        var left = await host.AddJobAsync(JobStatus.Running, "books", nodeInstance: earlier);
        await using (var context = await host.OpenAsync())
        {
            var node = context.Set<Node>().Single();
            (node.Instance, node.StartedAt) = (earlier, node.StartedAt.AddDays(-1));
            await context.SaveChangesAsync();
        }

        await host.Get<NodeAgent>().StartAsync(CancellationToken.None);
        await host.PumpAsync(UntilLostAsync());

        Assert.False(host.Lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.Equal(JobStatus.Running, (await host.JobAsync(own.Id)).Status);
        await using (var context = await host.OpenAsync())
            Assert.Equal(host.Get<NodeIdentity>().Instance, context.Set<Node>().Single().Instance);
        await host.Get<NodeAgent>().StopAsync(CancellationToken.None);

        async Task UntilLostAsync()
        {
            while ((await host.JobAsync(left.Id)).Status != JobStatus.Lost)
                await Task.Delay(20);
        }
    }

    [Theory, EachDatabase]
    public async Task Running_MarkWithoutARun_IsLost(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var orphan = await host.AddJobAsync(JobStatus.Running);
        var runs = await host.AddJobAsync(JobStatus.Running, "books");
        host.Get<JobsInHand>().Take(runs.Id);
        await using var news = host.Get<ParserAdmin.Core.Events.EventBus>()
            .Subscribe(happened => happened is JobChanged { Job.Status: JobStatus.Lost });

        await host.Get<NodeAgent>().StartAsync(CancellationToken.None);
        await using var batches = news.ReadBatchesAsync().GetAsyncEnumerator();
        await host.PumpAsync(batches.MoveNextAsync().AsTask());
        await host.Get<NodeAgent>().StopAsync(CancellationToken.None);

        Assert.Equal(orphan.Id, ((JobChanged)Assert.Single(batches.Current)).Job.Id);
        Assert.Equal(JobStatus.Running, (await host.JobAsync(runs.Id)).Status);
    }
}
