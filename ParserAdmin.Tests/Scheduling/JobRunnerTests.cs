using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Scheduling;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Scheduling;

public sealed class JobRunnerTests
{
    private readonly FakeInvocable _task = new();
    private readonly SaveFaults _faults = new();

    public static TheoryData<Exception, ErrorClass> Failures => new()
    {
        { new JobFailedException(ErrorClass.LayoutChanged, "The page has no rows."), ErrorClass.LayoutChanged },
        { new DbUpdateException("disk full"), ErrorClass.Storage },
        { new TimeoutException("too slow"), ErrorClass.Timeout },
        { new NotSupportedException("oops"), ErrorClass.Internal },
    };

    [Theory, EachDatabase]
    public async Task Run_WorkEnds_IsSucceededWithItsCounts(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        _task.Work = (run, _) =>
        {
            run.Progress.Add(counts => counts with { ItemsProcessed = 3, ItemsNew = 2, Pages = 1 });
            return Task.CompletedTask;
        };

        var job = await RunAsync(host);

        Assert.Equal((JobStatus.Succeeded, 3, 2, 1), (job.Status, job.Counts.ItemsProcessed, job.Counts.ItemsNew, job.Counts.Pages));
        var log = await host.Get<JobQueries>().LogAsync(new JobLogFilter(job.Id), 0, 10, CancellationToken.None);
        Assert.Equal(["catalog-sync of A shop started on node-1", "Done: 3 items: 2 new, 0 changed, 0 failed; 1 pages, 0 requests"], log.Select(line => line.Message));
        Assert.Empty(host.Get<ActiveRuns>().All);
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Run_WorkFails_IsFailedWithItsClass(Exception failure, ErrorClass expected)
    {
        await using var host = await HostAsync();
        _task.Work = (run, _) =>
        {
            run.Progress.Add(counts => counts with { ItemsNew = 2 });
            throw failure;
        };

        var job = await RunAsync(host);

        Assert.Equal((JobStatus.Failed, expected, 2), (job.Status, job.ErrorClass, job.Counts.ItemsNew));
        Assert.Contains(failure.Message, job.ErrorMessage, StringComparison.Ordinal);
        var log = await host.Get<JobQueries>().LogAsync(new JobLogFilter(job.Id, Levels: [JobLogLevel.Error]), 0, 10, CancellationToken.None);
        Assert.Contains(expected.ToString(), Assert.Single(log).Message, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Run_CancelledByAPerson_IsCancelledWithWhatItHad(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        _task.Work = (run, token) =>
        {
            run.Progress.Add(counts => counts with { ItemsNew = 2 });
            return Task.Delay(Timeout.Infinite, token);
        };
        var running = StartAsync(host);
        var id = (await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20))).Permit.JobId;

        await host.Get<JobCommands>().CancelAsync(Actors.Operator, id, CancellationToken.None);
        await host.PumpAsync(running);

        var job = await host.JobAsync(id);
        Assert.Equal((JobStatus.Cancelled, "Cancelled by olga@example.org", 2), (job.Status, job.Reason, job.Counts.ItemsNew));
    }

    [Theory, EachDatabase]
    public async Task Run_EmergencyStop_EndsItAndItsNextActionIsRefused(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        GateRefusedException? refused = null;
        _task.Work = async (run, token) =>
        {
            await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, TaskScheduler.Default);
            refused = await Assert.ThrowsAsync<GateRefusedException>(async () => await run.Permit.DemandAsync(GateAction.Request, CancellationToken.None));
            throw refused;
        };
        var running = StartAsync(host);
        var id = (await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20))).Permit.JobId;

        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        await host.PumpAsync(running);

        Assert.NotNull(refused);
        Assert.Equal(JobStatus.Cancelled, (await host.JobAsync(id)).Status);
    }

    [Fact]
    public async Task Run_ModeTurnsManual_ScheduledRunEndsAtItsNextAction()
    {
        await using var host = await HostAsync();
        await host.SwitchToAutoAsync();
        var proceed = new TaskCompletionSource();
        _task.Work = async (run, _) =>
        {
            await proceed.Task;
            await run.Permit.DemandAsync(GateAction.Request, CancellationToken.None);
        };
        await host.AddJobAsync(JobStatus.Pending, trigger: JobTrigger.Schedule);
        var running = RunAdmittedAsync(host);
        var id = (await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20))).Permit.JobId;

        await host.SqlAsync("UPDATE parser_settings SET mode = 'manual' WHERE id = 1");
        proceed.SetResult();
        await host.PumpAsync(running);

        var job = await host.JobAsync(id);
        Assert.Equal(JobStatus.Cancelled, job.Status);
        Assert.Contains("Mode changed", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StoppedBetweenAdmissionAndStart_DoesNoWork()
    {
        await using var host = await HostAsync();
        await host.AddJobAsync(JobStatus.Pending);
        var admitted = await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        await host.PumpAsync(host.Get<JobRunner>().RunAsync(admitted!, CancellationToken.None));

        Assert.False(_task.Begun.IsCompleted);
        Assert.Equal(JobStatus.Cancelled, (await host.JobAsync(admitted!.Job.Id)).Status);
    }

    [Theory, EachDatabase]
    public async Task Run_IgnoresItsCancellation_IsLostAndItsLateWriteRefused(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var late = new TaskCompletionSource();
        var written = new TaskCompletionSource<Exception?>();
        _task.Work = async (run, _) =>
        {
            await late.Task;
            written.SetResult(await Record.ExceptionAsync(() => host.Get<ItemStore>().SaveAsync(
                run.Permit, [new IdentifiedItem("1", new ItemDraft { Kind = "title", Title = "Late" })], CancellationToken.None)));
        };
        var began = host.Clock.GetUtcNow();
        var running = StartAsync(host);
        var id = (await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20))).Permit.JobId;

        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        await host.PumpAsync(running);

        var job = await host.JobAsync(id);
        Assert.Equal(JobStatus.Lost, job.Status);
        Assert.StartsWith("It ignored its cancellation for 10 s", job.Reason, StringComparison.Ordinal);
        Assert.True(host.Clock.GetUtcNow() - began >= TimeSpan.FromSeconds(10));

        // Even after the reset its epoch and its ended job keep it out.
        var reset = await host.Get<SafetyCommands>().ResetAsync(Actors.Admin, "fixed", "RESET", (await host.SettingsAsync()).Version, CancellationToken.None);
        Assert.Equal(CommandStatus.Done, reset.Status);
        late.SetResult();
        Assert.IsType<GateRefusedException>(await written.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Empty(await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None));
        Assert.Equal(JobStatus.Lost, (await host.JobAsync(id)).Status);
    }

    [Fact]
    public async Task Run_NodeShutsDown_HasTheGraceThenIsQueuedAgain()
    {
        await using var host = await HostAsync();
        _task.Work = (_, token) => Task.Delay(Timeout.Infinite, token);
        var running = StartAsync(host);
        var id = (await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20))).Permit.JobId;

        var began = host.Clock.GetUtcNow();
        host.Lifetime.StopApplication();
        await host.PumpAsync(running);

        var job = await host.JobAsync(id);
        var next = await host.Get<JobQueries>().NextAsync(id, CancellationToken.None);
        Assert.Equal((JobStatus.Cancelled, $"Node shut down; continues as job {next}"), (job.Status, job.Reason));
        Assert.True(host.Clock.GetUtcNow() - began >= TimeSpan.FromSeconds(30));
        Assert.Equal((JobStatus.Pending, 1), ((await host.JobAsync(next!.Value)).Status, (await host.JobAsync(next.Value)).Attempt));
        Assert.Null(await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task Run_TheStorageRefusesItsWrites_SwitchesToManual(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.SwitchToAutoAsync();
        _task.Work = (_, _) => throw new DbUpdateException("An error occurred while saving", new SqliteException("database or disk is full", 13));

        var job = await RunAsync(host);

        var settings = await host.SettingsAsync();
        Assert.Equal((ErrorClass.Storage, ParserMode.Manual, "The storage refuses writes: database or disk is full"), (job.ErrorClass, settings.Mode, settings.FailSafeReason));
    }

    [Theory, EachDatabase]
    public async Task Run_TheStorageRefusesItsEnd_IsStoredLaterAndSwitchesToManual(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.SwitchToAutoAsync();
        var refusals = 0;
        _faults.BeforeSave = context => EndsAJob(context) && ++refusals <= 3
            ? throw new DbUpdateException("An error occurred while saving", new SqliteException("database or disk is full", 13))
            : Task.CompletedTask;

        var job = await RunAsync(host);

        var settings = await host.SettingsAsync();
        Assert.Equal((4, JobStatus.Succeeded), (refusals, job.Status));
        Assert.Equal((ParserMode.Manual, "The storage refuses writes: database or disk is full"), (settings.Mode, settings.FailSafeReason));
    }

    [Theory, EachDatabase]
    public async Task Run_ItsEndIsBusy_IsStoredLaterAndTheModeStays(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.SwitchToAutoAsync();
        var refusals = 0;
        _faults.BeforeSave = context => EndsAJob(context) && ++refusals <= 2
            ? throw new DbUpdateException("An error occurred while saving", new SqliteException("database is locked", 5))
            : Task.CompletedTask;

        Assert.Equal(JobStatus.Succeeded, (await RunAsync(host)).Status);
        Assert.Equal(ParserMode.Auto, (await host.SettingsAsync()).Mode);
    }

    [Theory, EachDatabase]
    public async Task Run_ItsEndBreaksARule_SwitchesToManualAndIsNotTriedAgain(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.SwitchToAutoAsync();
        var tries = 0;
        _faults.BeforeSave = context =>
        {
            if (!EndsAJob(context))
                return Task.CompletedTask;
            tries++;
            throw new InvariantException("A job ended twice.");
        };

        await RunAsync(host);

        var settings = await host.SettingsAsync();
        Assert.Equal((1, ParserMode.Manual, "An invariant is violated: A job ended twice."), (tries, settings.Mode, settings.FailSafeReason));
    }

    [Fact]
    public async Task Run_ItsWorkBreaksARule_SwitchesToManual()
    {
        await using var host = await HostAsync();
        await host.SwitchToAutoAsync();
        _task.Work = (_, _) => throw new InvariantException("An item has two owners.");

        Assert.Equal(ErrorClass.Internal, (await RunAsync(host)).ErrorClass);
        Assert.Equal("An invariant is violated: An item has two owners.", (await host.SettingsAsync()).FailSafeReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_NodeShutsDownWithoutItsDatabase_EndsWithinItsPatience(bool silent)
    {
        await using var host = await HostAsync();
        _task.Work = async (run, token) =>
        {
            await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, TaskScheduler.Default);
            run.Progress.Add(counts => counts with { Pages = 1 });
            token.ThrowIfCancellationRequested();
        };
        var running = StartAsync(host);
        await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20));
        var hanging = new TaskCompletionSource();
        _faults.BeforeSave = _ => silent ? hanging.Task : throw new DbUpdateException("An error occurred", new SqliteException("unable to open database file", 14));

        var began = host.Clock.GetUtcNow();
        host.Lifetime.StopApplication();
        await host.PumpAsync(running);

        // The grace, and less than the twelve seconds after which the host ends without its services.
        Assert.InRange(host.Clock.GetUtcNow() - began, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(42));
        _faults.BeforeSave = null;
        Assert.Equal(JobStatus.Running, (await host.JobAsync(await running)).Status);
    }

    private static bool EndsAJob(DbContext context) =>
        context.ChangeTracker.Entries<ParserJob>().Any(entry => entry.State == EntityState.Modified && JobLifecycle.IsFinal(entry.Entity.Status));

    private async Task<CoreHost> HostAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(
            database,
            services => services.AddSingleton<ISaveChangesInterceptor>(_faults).RemoveAll<IInvocable>().AddSingleton<IInvocable>(_task));
        await host.AddSourceAsync();
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }

    private static async Task<ParserJob> RunAsync(CoreHost host)
    {
        var id = await host.PumpAsync(StartAsync(host));
        await host.PumpAsync(host.Get<JobLogWriter>().StopAsync(CancellationToken.None));
        return await host.JobAsync(id);
    }

    private static async Task<Guid> StartAsync(CoreHost host)
    {
        await host.AddJobAsync(JobStatus.Pending);
        return await RunAdmittedAsync(host);
    }

    private static async Task<Guid> RunAdmittedAsync(CoreHost host)
    {
        var admitted = await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
        await host.Get<JobRunner>().RunAsync(admitted!, CancellationToken.None);
        return admitted!.Job.Id;
    }
}
