using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Execution.JobRuns;

namespace ParserAdmin.Tests.Execution;

/// <summary>Runs whose database or whose rules break under them.</summary>
public sealed class JobRunnerFaultTests
{
    private readonly FakeInvocable _task = new();
    private readonly SaveFaults _faults = new();

    [Theory, EachDatabase]
    public async Task Run_TheStorageRefusesItsWrites_SwitchesToManual(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.SwitchToAutoAsync();
        _task.Work = (_, _) =>
            throw new DbUpdateException("An error occurred while saving", new SqliteException("database or disk is full", 13));

        var job = await RunAsync(host);

        var settings = await host.SettingsAsync();
        Assert.Equal(
            (ErrorClass.Storage, ParserMode.Manual, "The storage refuses writes: database or disk is full"),
            (job.ErrorClass, settings.Mode, settings.FailSafeReason)
        );
    }

    [Theory, EachDatabase]
    public async Task Run_TheStorageRefusesItsEnd_IsStoredLaterAndSwitchesToManual(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.SwitchToAutoAsync();
        var refusals = 0;
        _faults.BeforeSave = context =>
            EndsAJob(context) && ++refusals <= 3
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
        _faults.BeforeSave = context =>
            EndsAJob(context) && ++refusals <= 2
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
        Assert.Equal(
            (1, ParserMode.Manual, "An invariant is violated: A job ended twice."),
            (tries, settings.Mode, settings.FailSafeReason)
        );
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
        _faults.BeforeSave = _ =>
            silent
                ? hanging.Task
                : throw new DbUpdateException("An error occurred", new SqliteException("unable to open database file", 14));

        var began = host.Clock.GetUtcNow();
        host.Lifetime.StopApplication();
        await host.PumpAsync(running);

        // The grace, and less than the twelve seconds after which the host ends without its services.
        Assert.InRange(host.Clock.GetUtcNow() - began, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(42));
        _faults.BeforeSave = null;
        Assert.Equal(JobStatus.Running, (await host.JobAsync(await running)).Status);
    }

    private static bool EndsAJob(DbContext context) =>
        context
            .ChangeTracker.Entries<ParserJob>()
            .Any(entry => entry.State == EntityState.Modified && JobLifecycle.IsFinal(entry.Entity.Status));

    private async Task<CoreHost> HostAsync(TestDatabase database = TestDatabase.Sqlite)
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
