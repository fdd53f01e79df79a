using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Execution.JobRuns;

namespace ParserAdmin.Tests.Execution;

/// <summary>Runs that a person, a stop, the mode or their node ends before their work is done.</summary>
public sealed class JobRunnerCancellationTests
{
    private readonly FakeInvocable _task = new();

    [Theory, EachDatabase]
    public async Task Run_CancelledByAPerson_IsCancelledWithWhatItHad(TestDatabase database)
    {
        await using var host = await HostAsync(_task, database);
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
        await using var host = await HostAsync(_task, database);
        GateRefusedException? refused = null;
        _task.Work = async (run, token) =>
        {
            await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, TaskScheduler.Default);
            refused = await Assert.ThrowsAsync<GateRefusedException>(async () =>
                await run.Permit.DemandAsync(GateAction.Request, CancellationToken.None)
            );
            throw refused;
        };
        var running = StartAsync(host);
        var id = (await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20))).Permit.JobId;

        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        await host.PumpAsync(running);

        Assert.NotNull(refused);
        Assert.Equal(JobStatus.Cancelled, (await host.JobAsync(id)).Status);
    }

    /// <summary>The gate may know of it before this node has looked at the settings; the reason names the person all the same.</summary>
    [Theory, EachDatabase]
    public async Task Run_ModeTurnsManualOnAnotherNode_SaysWhoDidItAndWhy(TestDatabase database)
    {
        await using var host = await HostAsync(_task, database);
        await using var other = await host.JoinAsync();
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

        var version = (await host.SettingsAsync()).Version;
        await other
            .Get<SafetyCommands>()
            .SwitchModeAsync(Actors.Operator, ParserMode.Manual, "night shift", version, CancellationToken.None);
        proceed.SetResult();
        await host.PumpAsync(running);

        var job = await host.JobAsync(id);
        Assert.Equal((JobStatus.Cancelled, "Mode changed to manual by olga@example.org: night shift"), (job.Status, job.Reason));
        var log = await host.Get<JobQueries>().LogTailAsync(new JobLogFilter(id), 1, CancellationToken.None);
        Assert.Contains("by olga@example.org: night shift", log[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ModeTurnsManual_ScheduledRunEndsAtItsNextAction()
    {
        await using var host = await HostAsync(_task);
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
        Assert.Equal("Mode changed to manual outside the program, in the database", job.Reason);
    }

    [Fact]
    public async Task Run_StoppedBetweenAdmissionAndStart_DoesNoWork()
    {
        await using var host = await HostAsync(_task);
        await host.AddJobAsync(JobStatus.Pending);
        var admitted = await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        await host.PumpAsync(host.Get<JobRunner>().RunAsync(admitted!));

        Assert.False(_task.Begun.IsCompleted);
        Assert.Equal(JobStatus.Cancelled, (await host.JobAsync(admitted!.Job.Id)).Status);
    }

    [Theory, EachDatabase]
    public async Task Run_IgnoresItsCancellation_IsLostAndItsLateWriteRefused(TestDatabase database)
    {
        await using var host = await HostAsync(_task, database);
        var late = new TaskCompletionSource();
        var written = new TaskCompletionSource<Exception?>();
        _task.Work = async (run, _) =>
        {
            await late.Task;
            written.SetResult(
                await Record.ExceptionAsync(() =>
                    host.Get<ItemStore>()
                        .SaveAsync(
                            run.Permit,
                            [new IdentifiedItem("1", new ItemDraft { Kind = "title", Title = "Late" })],
                            CancellationToken.None
                        )
                )
            );
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
        var reset = await host.Get<SafetyCommands>()
            .ResetAsync(Actors.Admin, "fixed", "RESET", (await host.SettingsAsync()).Version, CancellationToken.None);
        Assert.Equal(CommandStatus.Done, reset.Status);
        late.SetResult();
        Assert.IsType<GateRefusedException>(await written.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Empty(await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None));
        Assert.Equal(JobStatus.Lost, (await host.JobAsync(id)).Status);
    }

    [Fact]
    public async Task Run_NodeShutsDown_HasTheGraceThenIsQueuedAgain()
    {
        await using var host = await HostAsync(_task);
        _task.Work = (_, token) => Task.Delay(Timeout.Infinite, token);
        var running = StartAsync(host);
        var id = (await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20))).Permit.JobId;

        var began = host.Clock.GetUtcNow();
        host.Lifetime.StopApplication();
        await host.PumpAsync(running);

        var job = await host.JobAsync(id);
        var next = await host.NextJobAsync(id);
        Assert.Equal((JobStatus.Cancelled, $"Node shut down; continues as job {next}"), (job.Status, job.Reason));
        Assert.True(host.Clock.GetUtcNow() - began >= TimeSpan.FromSeconds(30));
        Assert.Equal((JobStatus.Pending, 1), ((await host.JobAsync(next!.Value)).Status, (await host.JobAsync(next.Value)).Attempt));
        Assert.Null(await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None));
    }
}
