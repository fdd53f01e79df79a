using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Execution;

/// <summary>Who was silent for too long and wakes finds its jobs lost and its late writes refused; who wakes in time keeps them.</summary>
public sealed class FrozenNodeTests
{
    private readonly FakeInvocable _task = new();
    private readonly SaveFaults _faults = new();

    [PostgresFact]
    public async Task Look_NodeWasFrozen_ItsJobIsLostAndItsLateWritesAreRefused()
    {
        await using var host = await HostAsync();
        await using var other = await host.JoinAsync();
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await other.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var wakes = new TaskCompletionSource();
        _task.Work = async (run, _) =>
        {
            await wakes.Task;
            await host.Get<ItemStore>()
                .SaveAsync(run.Permit, [new IdentifiedItem("1", StoredItems.Draft("1", "Late"))], CancellationToken.None);
        };
        await host.AddJobAsync(JobStatus.Pending);
        var running = JobRuns.RunAdmittedAsync(host);
        var id = (await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20))).Permit.JobId;

        var seconds = await LookUntilLostAsync(other, id);
        wakes.SetResult();
        await host.PumpAsync(running);

        Assert.InRange(seconds, 10, 12);
        var lost = await host.JobAsync(id);
        Assert.Equal((JobStatus.Lost, "Node node-1 stopped while the job ran"), (lost.Status, lost.Reason));
        Assert.Equal(0, await host.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None));
    }

    [PostgresFact]
    public async Task Save_MarkedAsLostBetweenTheGateAndTheCommit_IsRefusedAndKeepsNothing()
    {
        await using var host = await HostAsync();
        await using var other = await host.JoinAsync();
        var run = await host.BeginRunAsync();
        _faults.BeforeSave = async context =>
        {
            if (context.ChangeTracker.Entries<ParserJob>().Any())
            {
                await other
                    .Get<JobEnder>()
                    .MarkLostAsync(job => job.Id == run.JobId, "Its node stopped while the job ran", CancellationToken.None);
            }
        };

        var refused = await Assert.ThrowsAsync<GateRefusedException>(() =>
            host.Get<ItemStore>().SaveAsync(run, [new IdentifiedItem("1", StoredItems.Draft("1", "Late"))], CancellationToken.None)
        );

        Assert.Equal(
            (GateRefusal.JobEnded, 0),
            (refused.Refusal, await host.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None))
        );
    }

    [PostgresFact]
    public async Task Look_SilentNodeWakesWhileTheSearchWaitsForItsLock_KeepsItsJobs()
    {
        await using var host = await HostAsync();
        await using var other = await host.JoinAsync();
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await other.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var job = await host.AddJobAsync(JobStatus.Running);
        for (var second = 0; second < 10; second++)
        {
            await other.Get<LostJobs>().CheckAsync(CancellationToken.None);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Task searching;
        await using (var context = await host.OpenAsync())
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            await context.Dialect.LockAdmissionAsync(context, CancellationToken.None);
            searching = other.Get<LostJobs>().CheckAsync(CancellationToken.None);
            Assert.False(await Task.WhenAny(searching, Task.Delay(300)) == searching, "the search did not wait for the lock");
            await host.SqlAsync("UPDATE nodes SET heartbeat_at = heartbeat_at + interval '11 seconds' WHERE name = 'node-1'");
        }

        await searching;
        Assert.Equal(JobStatus.Running, (await host.JobAsync(job.Id)).Status);
    }

    private static async Task<int> LookUntilLostAsync(CoreHost watching, Guid job)
    {
        for (var second = 0; second < 60; second++)
        {
            await watching.Get<LostJobs>().CheckAsync(CancellationToken.None);
            if ((await watching.JobAsync(job)).Status == JobStatus.Lost)
                return second;
            watching.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return -1;
    }

    private async Task<CoreHost> HostAsync()
    {
        var host = await CoreHost.CreateAsync(
            TestDatabase.Postgres,
            services => services.AddSingleton<ISaveChangesInterceptor>(_faults).RemoveAll<IInvocable>().AddSingleton<IInvocable>(_task)
        );
        await host.AddSourceAsync();
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }
}
