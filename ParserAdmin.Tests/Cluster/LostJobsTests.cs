using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Tests.Execution;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Cluster;

/// <summary>No run of a living process is called lost, however slow its database is, and every other is.</summary>
public sealed class LostJobsTests
{
    private readonly FakeInvocable _task = new();
    private readonly SaveFaults _faults = new();

    [Theory, EachDatabase]
    public async Task Look_CommitOfTheAdmissionIsSlowToReturn_IsNotLost(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.AddJobAsync(JobStatus.Pending);
        var (stored, returns) = (new TaskCompletionSource(), new TaskCompletionSource());
        _faults.AfterCommit = _ =>
        {
            stored.TrySetResult();
            return returns.Task;
        };
        var admitting = host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
        await stored.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await LookForAMinuteAsync(host);
        _faults.AfterCommit = null;
        returns.SetResult();
        var admitted = (await admitting)!;

        Assert.Equal(JobStatus.Running, (await host.JobAsync(admitted.Job.Id)).Status);
        await host.PumpAsync(host.Get<JobRunner>().RunAsync(admitted));
        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(admitted.Job.Id)).Status);
    }

    [Theory, EachDatabase]
    public async Task Look_ConnectionBrokeBehindTheAdmissionsCommit_IsLostAndGoesOn(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var job = await host.AddJobAsync(JobStatus.Pending);
        _faults.AfterCommit = _ => throw new SqliteException("the connection broke", 10);
        await Assert.ThrowsAsync<SqliteException>(() => host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None));
        _faults.AfterCommit = null;
        Assert.Equal(JobStatus.Running, (await host.JobAsync(job.Id)).Status);

        await host.Get<LostJobs>().CheckAsync(CancellationToken.None);

        var lost = await host.JobAsync(job.Id);
        Assert.Equal(
            (
                JobStatus.Lost,
                "Its running mark was stored, but no run of it is in hand: the database broke off, or a fault ended it; see the log of its node"
            ),
            (lost.Status, lost.Reason)
        );
        Assert.NotNull(await host.NextJobAsync(job.Id));
    }

    [Theory, EachDatabase]
    public async Task Look_EndIsSlowToBeStored_IsNotLost(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var (ends, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _faults.BeforeSave = context =>
        {
            if (!EndsAJob(context))
                return Task.CompletedTask;
            ends.TrySetResult();
            return goesOn.Task;
        };
        await host.AddJobAsync(JobStatus.Pending);
        var running = JobRuns.RunAdmittedAsync(host);
        await host.PumpAsync(ends.Task);

        // On SQLite the end holds the one writer, and the search only reads.
        await LookForAMinuteAsync(host);
        goesOn.SetResult();
        await host.PumpAsync(running);

        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(await running)).Status);
        Assert.False(host.Get<JobsInHand>().Contains(await running));
    }

    [Theory, EachDatabase]
    public async Task Look_CommitOfTheEndIsSlowToReturn_IsNotLostAndNotRunAgain(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var (stored, returns) = (new TaskCompletionSource(), new TaskCompletionSource());
        _task.Work = (_, _) =>
        {
            _faults.AfterCommit = context =>
            {
                if (!context.ChangeTracker.Entries<ParserJob>().Any(entry => entry.Entity.Status == JobStatus.Succeeded))
                    return Task.CompletedTask;
                stored.TrySetResult();
                return returns.Task;
            };
            return Task.CompletedTask;
        };
        await host.AddJobAsync(JobStatus.Pending);
        var running = JobRuns.RunAdmittedAsync(host);
        await host.PumpAsync(stored.Task);

        _faults.AfterCommit = null;
        await LookForAMinuteAsync(host);
        returns.SetResult();
        await host.PumpAsync(running);

        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(await running)).Status);
        Assert.Null(await host.NextJobAsync(await running));
    }

    [Theory, EachDatabase]
    public async Task Running_DatabaseIsAwayForHalfAMinuteDuringTheEnd_NobodyCallsItLost(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await using var other = await host.JoinAsync(configure: services => services.AddSingleton<ISaveChangesInterceptor>(_faults));
        CoreHost[] nodes = database == TestDatabase.Postgres ? [host, other] : [host];
        foreach (var node in nodes)
        {
            await node.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
            await node.Get<NodeAgent>().StartAsync(CancellationToken.None);
        }

        _task.Work = (_, _) =>
        {
            _faults.Away = true;
            return Task.CompletedTask;
        };
        await host.AddJobAsync(JobStatus.Pending);
        var running = JobRuns.RunAdmittedAsync(host);
        await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20));
        var back = Task.Delay(TimeSpan.FromSeconds(30), host.Clock).ContinueWith(_ => _faults.Away = false, TaskScheduler.Default);
        await host.PumpAsync(Task.WhenAll(running, back));

        // And for as long again: the others wait for a sign of life from when they see the database again.
        await host.PumpAsync(Task.Delay(TimeSpan.FromSeconds(30), host.Clock));

        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(await running)).Status);
        Assert.DoesNotContain(
            await host.AuditAsync(),
            entry => entry.Action == "job.end" && entry.After!.Contains("lost", StringComparison.Ordinal)
        );
        foreach (var node in nodes)
            await node.Get<NodeAgent>().StopAsync(CancellationToken.None);
    }

    private static bool EndsAJob(DbContext context) =>
        context
            .ChangeTracker.Entries<ParserJob>()
            .Any(entry => entry.State == EntityState.Modified && JobLifecycle.IsFinal(entry.Entity.Status));

    private static async Task LookForAMinuteAsync(CoreHost host)
    {
        for (var second = 0; second < 60; second++)
        {
            await host.Get<LostJobs>().CheckAsync(CancellationToken.None);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<CoreHost> HostAsync(TestDatabase database)
    {
        var host = await CoreHost.CreateAsync(
            database,
            services => services.AddSingleton<ISaveChangesInterceptor>(_faults).RemoveAll<IInvocable>().AddSingleton<IInvocable>(_task)
        );
        await host.AddSourceAsync();
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }
}
