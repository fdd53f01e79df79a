using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using Quartz;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Engines;

/// <summary>Quartz itself, in memory, on the test's clock.</summary>
public sealed class QuartzSchedulerTests : IAsyncLifetime
{
    private const string Catalog = "catalog-sync:shop";
    private CoreHost _host = default!;
    private IScheduler _quartz = default!;

    private QuartzScheduler Scheduler => _host.Get<QuartzScheduler>();

    private DateTime Now => _host.Clock.UtcMilliseconds();

    public async Task InitializeAsync()
    {
        _host = await CoreHost.CreateAsync(configure: services => services.AddQuartz(quartz => quartz.AddJobMiddleware<GateMiddleware>()));
        await _host.AddSourceAsync();
        await _host.SwitchToAutoAsync();
        await Scheduler.PrepareAsync(CancellationToken.None);
        _quartz = await _host.Get<ISchedulerFactory>().GetScheduler();
    }

    public async Task DisposeAsync()
    {
        await _quartz.Shutdown();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task BringInStep_NeverRan_IsDueNowAndUnavailableTasksHaveNoTrigger()
    {
        var next = await StepAsync();

        Assert.Equal(["catalog-sync:shop", "cleanup"], next.Keys.Order());
        Assert.Equal(Now, next[Catalog]);
    }

    [Fact]
    public async Task BringInStep_EditedToCron_FiresAsThePreviewSays()
    {
        await StepAsync();
        await _host.EditAsync(Catalog, edit => edit with { FollowSetting = false, Cron = "0 12 * * *" });

        // It is noon to the second: the slot of this moment is over, as in the preview.
        Assert.Equal((await _host.ScheduleAsync(Catalog)).Timing.Next(Now, null, 1)[0], (await StepAsync())[Catalog]);
        Assert.Equal(Now.AddDays(1), (await StepAsync())[Catalog]);
    }

    [Fact]
    public async Task BringInStep_RanAnHourAgo_CountsFromThatStart()
    {
        await _host.AddJobAsync(JobStatus.Succeeded);
        _host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Now.AddHours(23), (await StepAsync())[Catalog]);
    }

    [Fact]
    public async Task BringInStep_EditedWhileItsJobRuns_LeavesTheJobAndTakesTheNewTimes()
    {
        var job = await RunningAsync();
        await _host.EditAsync(Catalog, edit => edit with { FollowSetting = false, IntervalSeconds = 7200 });

        Assert.Equal(Now.AddHours(2), (await StepAsync())[Catalog]);
        Assert.Equal(JobStatus.Running, (await _host.JobAsync(job.Id)).Status);
    }

    [Fact]
    public async Task BringInStep_DeletedWhileItsJobRuns_LeavesNoTriggerAndTheJobCanEnd()
    {
        var job = await RunningAsync();
        await StepAsync();
        await _host.SqlAsync($"DELETE FROM schedules WHERE id = '{Catalog}'");

        Assert.DoesNotContain(Catalog, (await StepAsync()).Keys);
        Assert.Null(await _quartz.GetTrigger(new TriggerKey(Catalog, "schedules")));
        Assert.Null(await _host.Get<ScheduleSlots>().RecordAsync(Catalog, Now, CancellationToken.None));
        Assert.Equal(JobStatus.Running, (await _host.JobAsync(job.Id)).Status);
    }

    [Fact]
    public async Task BringInStep_SourceDeleted_LeavesNoTrigger()
    {
        await StepAsync();
        await _host.SqlAsync("DELETE FROM sources");

        Assert.Equal(["cleanup"], (await StepAsync()).Keys);
        Assert.Single(await _quartz.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals("schedules")));
    }

    [Fact]
    public async Task NextRuns_QuartzHasEnded_AreNoneWhileTheNodeEndsAndAFaultOtherwise()
    {
        await StepAsync();
        await _quartz.Shutdown();
        await Assert.ThrowsAnyAsync<SchedulerException>(() => Scheduler.NextRunsAsync(CancellationToken.None));

        _host.Lifetime.StopApplication();

        Assert.Empty(await Scheduler.NextRunsAsync(CancellationToken.None));
        Assert.Null((await _host.Get<ScheduleOverviews>().FindAsync(Catalog, CancellationToken.None))!.LastRun);
    }

    [Fact]
    public async Task BringInStep_Again_LeavesACronTriggerThatSaysTheSame()
    {
        await _host.EditAsync(Catalog, edit => edit with { FollowSetting = false, Cron = "0 13 * * *" });
        var first = (await StepAsync())[Catalog];
        _host.Clock.Advance(TimeSpan.FromHours(2));

        // Its time has passed and it did not fire: it must still be there to be found as missed.
        Assert.Equal(first, (await StepAsync())[Catalog]);
    }

    [Fact]
    public async Task Clock_JumpsAnHour_TheMissedSlotIsRecordedOnce()
    {
        await _host.EditAsync(Catalog, edit => edit with { FollowSetting = false, Cron = "*/10 * * * *" });
        await StepAsync();
        await using var news = _host.Get<EventBus>().Subscribe(raised => raised is JobChanged { Job.ScheduleId: Catalog });
        _host.Clock.Advance(TimeSpan.FromMinutes(67));

        await _quartz.Start();

        await foreach (var batch in news.ReadBatchesAsync(TimeSpan.Zero, new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token))
        {
            var job = ((JobChanged)Assert.Single(batch)).Job;
            Assert.Equal(JobStatus.Skipped, job.Status);
            Assert.StartsWith("missed", job.Reason, StringComparison.Ordinal);
            break;
        }

        Assert.Equal(Now.AddMinutes(3), (await Scheduler.NextRunsAsync(CancellationToken.None))[Catalog]);
        Assert.Single(await _host.Get<JobQueries>().RecentAsync(new JobFilter(Task: "catalog-sync"), null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Clock_GoesBackAnHour_TheIntervalAndTheTickGoOnFromThere()
    {
        await _host.AddJobAsync(JobStatus.Succeeded);
        await StepAsync();
        await Scheduler.FollowClockAsync(CancellationToken.None);
        _host.Clock.Advance(TimeSpan.FromHours(-1));

        await Scheduler.FollowClockAsync(CancellationToken.None);

        Assert.Equal(Now.AddHours(24), (await StepAsync())[Catalog]);
        Assert.NotNull(await _quartz.GetTrigger(new TriggerKey("tick")));
    }

    [Fact]
    public async Task BringInStep_OtherNodeHasJustDoneSo_LeavesItsTriggerSoThatItFiresOnce()
    {
        var first = (await StepAsync())[Catalog];
        using var other = ActivatorUtilities.CreateInstance<QuartzScheduler>(_host.Provider);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        await other.BringInStepAsync(CancellationToken.None);

        Assert.Equal(first, (await Scheduler.NextRunsAsync(CancellationToken.None))[Catalog]);
    }

    [Fact]
    public async Task BringInStep_OverdueSinceAnEarlierLife_IsDueNow()
    {
        await StepAsync();
        using var next = ActivatorUtilities.CreateInstance<QuartzScheduler>(_host.Provider);
        _host.Clock.Advance(TimeSpan.FromHours(30));

        await next.BringInStepAsync(CancellationToken.None);

        Assert.Equal(Now, (await Scheduler.NextRunsAsync(CancellationToken.None))[Catalog]);
    }

    [Fact]
    public async Task BringInStep_SecondScheduleOfATask_IsDueByItsOwnRuns()
    {
        var hourly = ScheduleEdit.Of((await _host.ScheduleAsync(Catalog)).Schedule) with { FollowSetting = false, IntervalSeconds = 3600 };
        await _host.Get<ScheduleCommands>().AddAsync(Actors.Admin, new NewSchedule("catalog-sync", "shop", "hourly", hourly), null, CancellationToken.None);
        await _host.AddJobAsync(JobStatus.Succeeded, trigger: JobTrigger.Schedule);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        var next = await StepAsync();

        Assert.Equal((Now.AddMinutes(-1).AddHours(24), Now), (next[Catalog], next[$"{Catalog}:hourly"]));
        await _host.Get<ScheduleCommands>().DeleteAsync(Actors.Admin, $"{Catalog}:hourly", null, CancellationToken.None);
        Assert.DoesNotContain($"{Catalog}:hourly", (await StepAsync()).Keys);
    }

    private async Task<IReadOnlyDictionary<string, DateTime>> StepAsync()
    {
        await Scheduler.BringInStepAsync(CancellationToken.None);
        return await Scheduler.NextRunsAsync(CancellationToken.None);
    }

    private async Task<ParserJob> RunningAsync()
    {
        await _host.Get<ScheduleSlots>().RecordAsync(Catalog, Now, CancellationToken.None);
        return (await _host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!.Job;
    }
}
