using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Schedules.Slots;
using Xunit;

namespace ParserAdmin.Tests.Execution;

/// <summary>What an engine calls, from the slot to the run.</summary>
public sealed class SlotWorkTests
{
    private const string Catalog = "catalog-sync:shop";
    private readonly FakeInvocable _task = new();

    [Theory, EachDatabase]
    public async Task Due_SlotComes_ItsRunBeginsAndTheCallDoesNotWaitForItsEnd(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _task.Work = (_, _) => end.Task;

        var next = await host.Get<ISlotWork>().DueAsync(CancellationToken.None);

        Assert.True(next > host.Clock.UtcMilliseconds());
        await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20));
        var job = Assert.Single(await JobsAsync(host, JobStatus.Running));
        Assert.Equal((Catalog, JobTrigger.Schedule), (job.ScheduleId, job.Trigger));
        end.SetResult();
        await host.PumpAsync(host.Get<RunStarter>().WhenAllEndedAsync());
        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(job.Id)).Status);
        Assert.True(await host.Get<RunStarter>().Ended.WaitToReadAsync());
    }

    [Theory, EachDatabase]
    public async Task DueAndStart_CalledManyTimesOnTwoNodes_EachJobRunsOnce(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await using var other = await host.JoinAsync(configure: services =>
            services.RemoveAll<IInvocable>().AddSingleton<IInvocable>(_task)
        );
        await other.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        var runs = 0;
        _task.Work = (_, _) =>
        {
            Interlocked.Increment(ref runs);
            return Task.CompletedTask;
        };

        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        var work = (i % 2 == 0 ? host : other).Get<ISlotWork>();
                        await work.DueAsync(CancellationToken.None);
                        await work.StartAsync(CancellationToken.None);
                    })
                )
        );
        await host.PumpAsync(Task.WhenAll(host.Get<RunStarter>().WhenAllEndedAsync(), other.Get<RunStarter>().WhenAllEndedAsync()));

        Assert.Equal(1, runs);
        Assert.Equal(1, (await host.AuditAsync()).Count(entry => entry.Action == "job.start"));
    }

    [Fact]
    public async Task Start_SeveralWait_AllThatMayAreStarted()
    {
        await using var host = await AutoAsync();
        for (var i = 0; i < 6; i++)
        {
            await host.AddSourceAsync($"s{i}");
            await host.AddJobAsync(JobStatus.Pending, $"s{i}");
        }

        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _task.Work = (_, _) => end.Task;
        await host.Get<ISlotWork>().StartAsync(CancellationToken.None);

        Assert.Equal(4, (await JobsAsync(host, JobStatus.Running)).Count);
        Assert.All(await JobsAsync(host, JobStatus.Pending), job => Assert.Equal("Waits: 4 of 4 jobs run", job.Reason));
        end.SetResult();
        await host.PumpAsync(host.Get<RunStarter>().WhenAllEndedAsync());
    }

    [Fact]
    public async Task Due_SettingsCannotBeRead_StartsNothingAndTheSlotIsKept()
    {
        await using var host = await AutoAsync();
        await host.SqlAsync("ALTER TABLE parser_settings RENAME TO hidden");
        await Assert.ThrowsAnyAsync<Exception>(() => host.Get<ISlotWork>().DueAsync(CancellationToken.None));
        Assert.False(_task.Begun.IsCompleted);
        await host.SqlAsync("ALTER TABLE hidden RENAME TO parser_settings");

        await host.Get<ISlotWork>().DueAsync(CancellationToken.None);

        await _task.Begun.WaitAsync(TimeSpan.FromSeconds(20));
        await host.PumpAsync(host.Get<RunStarter>().WhenAllEndedAsync());
        Assert.Equal(1, host.Get<SchedulerHeartbeat>().Firings.Failed);
    }

    [Fact]
    public async Task Due_StoppedMeanwhile_RecordsTheSlotAsSkippedAndRunsNothing()
    {
        await using var host = await AutoAsync();
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        await host.Get<ISlotWork>().DueAsync(CancellationToken.None);

        Assert.Contains("smoke", Assert.Single(await JobsAsync(host, JobStatus.Skipped)).Reason, StringComparison.Ordinal);
        Assert.False(_task.Begun.IsCompleted);
    }

    [Fact]
    public async Task Due_ThreeHundredSlots_AreAllRecordedInOneCall()
    {
        await using var host = await AutoAsync();
        await host.SqlAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
            INSERT INTO schedules SELECT id || ':s' || i, task, source_id, '* * * * *', interval_seconds, NULL, time_zone, enabled, overlap, misfire, paused, pause_reason, paused_by, updated_at, updated_by, version
            FROM schedules, n WHERE id = 'catalog-sync:shop'
            """
        );
        await SlotHost.StepAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        await host.Get<ISlotWork>().DueAsync(CancellationToken.None);

        Assert.Equal(301, (await host.Get<JobQueries>().RecentAsync(new JobFilter(), null, 500, CancellationToken.None)).Count);
        Assert.True(await host.Get<SlotLedger>().EarliestAsync(CancellationToken.None) > host.Clock.UtcMilliseconds());
        await host.PumpAsync(host.Get<RunStarter>().WhenAllEndedAsync());
    }

    /// <summary>Recorded and started in one transaction, and too late to count as on time.</summary>
    [Fact]
    public async Task Due_IntervalIsPickedUpLate_CountsFromTheStartAndNotFromTheSlot()
    {
        await using var host = await AutoAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(5));

        var next = await host.Get<ISlotWork>().DueAsync(CancellationToken.None);

        Assert.Equal(host.Clock.UtcMilliseconds().AddHours(24), next);
        await host.PumpAsync(host.Get<RunStarter>().WhenAllEndedAsync());
    }

    private static Task<IReadOnlyList<ParserJob>> JobsAsync(CoreHost host, JobStatus status) =>
        host.Get<JobQueries>().RecentAsync(new JobFilter([status]), null, 50, CancellationToken.None);

    private async Task<CoreHost> AutoAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database, services => services.RemoveAll<IInvocable>().AddSingleton<IInvocable>(_task));
        await host.AddSourceAsync();
        await host.SwitchToAutoAsync();
        await host.Get<SlotLedger>().RefreshAsync(distrust: false, CancellationToken.None);
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }
}
