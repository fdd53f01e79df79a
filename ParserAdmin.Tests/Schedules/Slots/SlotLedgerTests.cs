using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Slots;

/// <summary>When the next slots come, and who takes them.</summary>
public sealed class SlotLedgerTests
{
    private const string Catalog = "catalog-sync:shop";

    [Theory, EachDatabase]
    public async Task Refresh_NeverRan_IsDueNowAndTasksThatCannotRunHaveNoSlot(TestDatabase database)
    {
        await using var host = await AutoAsync(database);

        var next = await StepAsync(host);

        Assert.Equal(["catalog-sync:shop", "cleanup"], next.Keys.Order());
        Assert.Equal(Now(host), next[Catalog]);
    }

    [Theory, EachDatabase]
    public async Task Take_ManyAtOnceOnTwoNodes_EachSlotIsRecordedOnce(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await using var other = await host.JoinAsync();
        for (var i = 0; i < 9; i++)
            await host.AddSourceAsync($"shop-{i}");
        await StepAsync(host);

        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => TakeAsync(i % 2 == 0 ? host : other))));

        Assert.Equal(10, taken.Sum(jobs => jobs.Count));
        Assert.Equal(10, taken.SelectMany(jobs => jobs).Select(job => job.ScheduleId).Distinct().Count());
        Assert.Null(await EarliestUpToNowAsync(host));
    }

    [PostgresFact]
    public async Task Take_SomebodyMovedTheSlotMeanwhile_IsNotTakenAgain()
    {
        await using var host = await AutoAsync(TestDatabase.Postgres);
        await StepAsync(host);

        // Not by the program, which takes the lock: the row itself refuses. (On SQLite nobody can write meanwhile.)
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(
            () => TakeAsync(host, () => host.SqlAsync("UPDATE schedule_slots SET next_slot_at = '2030-01-01 00:00:00Z'")));

        await using var context = await host.OpenAsync();
        Assert.Equal(0, await context.Set<ParserJob>().CountAsync());
    }

    [Theory]
    [InlineData(183, JobStatus.Pending, 16)] // 15:03: the slot of 15:00 lies within the grace of five minutes
    [InlineData(190, JobStatus.Skipped, 16)]
    [InlineData(60, JobStatus.Pending, 14)]
    [InlineData(60 * 24 * 9 + 60, JobStatus.Pending, 14 + (24 * 9))]
    public async Task Take_HourlySlotsMissed_AreOneJudgedByTheLatest(int minutes, JobStatus expected, int nextHour)
    {
        await using var host = await AutoAsync();
        await host.EditAsync(Catalog, edit => edit with { FollowSetting = false, Cron = "0 * * * *" });
        var noon = Now(host);
        Assert.Equal(noon.AddHours(1), (await StepAsync(host))[Catalog]);
        host.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var job = Assert.Single(await TakeAsync(host), job => job.ScheduleId == Catalog);

        Assert.Equal(expected, job.Status);
        Assert.Equal(noon.Date.AddHours(nextHour), (await NextAsync(host))[Catalog]);
        if (expected == JobStatus.Skipped)
            Assert.Equal("missed: it came 10 minutes too late", job.Reason);
    }

    [Theory, EachDatabase]
    public async Task Take_ThousandsOfMissedIntervals_AreOneAndGoOnInStep(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await host.EditAsync(Catalog, edit => edit with { FollowSetting = false, IntervalSeconds = 3600 });
        await host.AddJobAsync(JobStatus.Succeeded);
        var first = (await StepAsync(host))[Catalog];
        host.Clock.Advance(TimeSpan.FromHours(5000.05));

        Assert.Single(await TakeAsync(host), job => job is { ScheduleId: Catalog, Status: JobStatus.Pending });
        Assert.Equal(first.AddHours(5000), (await NextAsync(host))[Catalog]);
    }

    [Theory, EachDatabase]
    public async Task Refresh_RanAnHourAgo_CountsFromThatStart(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await host.AddJobAsync(JobStatus.Succeeded);
        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Now(host).AddHours(23), (await StepAsync(host))[Catalog]);
    }

    [Theory, EachDatabase]
    public async Task Start_ByHand_TheIntervalCountsFromThere(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await host.AddJobAsync(JobStatus.Succeeded);
        await StepAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(5));
        await host.AddJobAsync(JobStatus.Pending);

        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);

        Assert.Equal(Now(host).AddHours(24), (await NextAsync(host))[Catalog]);
        Assert.Equal((await NextAsync(host))[Catalog], (await StepAsync(host))[Catalog]);
    }

    [Fact]
    public async Task Start_OfAnotherScheduleOfTheTask_MovesOnlyItsOwn()
    {
        await using var host = await AutoAsync();
        var hourly = ScheduleEdit.Of((await host.ScheduleAsync(Catalog)).Schedule) with { FollowSetting = false, IntervalSeconds = 3600 };
        await host.Get<ScheduleCommands>().AddAsync(Actors.Admin, new NewSchedule("catalog-sync", "shop", "hourly", hourly), null, CancellationToken.None);
        await host.AddJobAsync(JobStatus.Succeeded, trigger: JobTrigger.Schedule);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var next = await StepAsync(host);
        Assert.Equal((Now(host).AddMinutes(-1).AddHours(24), Now(host)), (next[Catalog], next[$"{Catalog}:hourly"]));

        await TakeAsync(host);
        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
        var after = await NextAsync(host);
        Assert.Equal((next[Catalog], Now(host).AddHours(1)), (after[Catalog], after[$"{Catalog}:hourly"]));
        await host.Get<ScheduleCommands>().DeleteAsync(Actors.Admin, $"{Catalog}:hourly", null, CancellationToken.None);
        Assert.DoesNotContain($"{Catalog}:hourly", (await StepAsync(host)).Keys);
    }

    [Fact]
    public async Task Start_AlmostOnTime_TheIntervalDoesNotCreep()
    {
        await using var host = await AutoAsync();
        var first = (await StepAsync(host))[Catalog];
        host.Clock.Advance(TimeSpan.FromMilliseconds(7));
        await TakeAsync(host);
        host.Clock.Advance(TimeSpan.FromMilliseconds(12));
        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);

        Assert.Equal(first.AddHours(24), (await NextAsync(host))[Catalog]);
    }

    [Fact]
    public async Task Mode_ToAuto_OverdueIntervalIsDueNowAndCronWaits()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        await host.AddSourceAsync("other");
        await host.EditAsync("catalog-sync:other", edit => edit with { FollowSetting = false, Cron = "0 18 * * *" });
        await StepAsync(host);
        Assert.Empty(await TakeAsync(host));
        host.Clock.Advance(TimeSpan.FromHours(30));
        Assert.All(await TakeAsync(host), job => Assert.Equal(JobStatus.Skipped, job.Status));

        await host.SwitchToAutoAsync();
        var next = await StepAsync(host);

        Assert.Equal((Now(host), Now(host).Date.AddHours(42)), (next[Catalog], next["catalog-sync:other"]));
    }

    [Fact]
    public async Task Pause_SlotsAreSkippedAndResumedIsDueNow()
    {
        await using var host = await AutoAsync();
        await host.AddJobAsync(JobStatus.Succeeded);
        await host.Get<ScheduleCommands>().PauseAsync(Actors.Operator, Catalog, "storm", CancellationToken.None);
        await StepAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Contains("storm", Assert.Single(await TakeAsync(host), job => job.ScheduleId == Catalog).Reason, StringComparison.Ordinal);

        await host.Get<ScheduleCommands>().ResumeAsync(Actors.Operator, Catalog, CancellationToken.None);

        Assert.Equal(Now(host), (await StepAsync(host))[Catalog]);
    }

    [Theory, EachDatabase]
    public async Task Settings_OtherZone_TheSlotMovesAndReadersKnowBeforeItIsStored(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await host.EditAsync(Catalog, edit => edit with { FollowSetting = false, Cron = "0 6 * * *" });
        Assert.Equal(Now(host).Date.AddHours(30), (await StepAsync(host))[Catalog]);
        await host.SqlAsync("UPDATE parser_settings SET time_zone = 'Asia/Tokyo', version = version + 1");

        var told = (await NextAsync(host))[Catalog];

        Assert.Equal(Now(host).Date.AddHours(21), told);
        Assert.Equal(told, (await StepAsync(host))[Catalog]);
        Assert.Equal(told, (await host.Get<ScheduleOverviews>().FindAsync(Catalog, CancellationToken.None))!.Next[0]);
        Assert.Equal(told, (await host.Get<ScheduleForecast>().NextRunsAsync(CancellationToken.None)).Single(run => run.ScheduleId == Catalog).At);
    }

    [Theory, EachDatabase]
    public async Task Edit_WhileASlotIsAhead_TakesTheNewTimes(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await StepAsync(host);
        await TakeAsync(host);
        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
        await host.EditAsync(Catalog, edit => edit with { FollowSetting = false, IntervalSeconds = 7200 });

        Assert.Equal(Now(host).AddHours(2), (await StepAsync(host))[Catalog]);
    }

    [Theory, EachDatabase]
    public async Task Autoupdate_OffAndOn_EpisodesHaveSlotsOnlyWhileItIsOn(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        Assert.DoesNotContain("episode-sync:shop", (await StepAsync(host)).Keys);
        await host.SqlAsync("UPDATE parser_settings SET enable_autoupdate = TRUE, version = version + 1");
        Assert.Contains("episode-sync:shop", (await StepAsync(host)).Keys);
        await host.SqlAsync("UPDATE parser_settings SET enable_autoupdate = FALSE, version = version + 1");

        Assert.DoesNotContain(await TakeAsync(host), job => job.Task == "episode-sync");
        Assert.DoesNotContain("episode-sync:shop", (await StepAsync(host)).Keys);
    }

    [Theory, EachDatabase]
    public async Task Source_Deleted_LeavesNoSlot(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await StepAsync(host);
        await host.SqlAsync("DELETE FROM sources");

        Assert.Equal(["cleanup"], (await StepAsync(host)).Keys);
        await using var context = await host.OpenAsync();
        Assert.Equal(1, await context.Set<NextSlot>().CountAsync());
    }

    [Theory, EachDatabase]
    public async Task Clock_SetBack_NothingRestsUntilTheWrongTime(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await host.AddSourceAsync("other");
        await host.EditAsync("catalog-sync:other", edit => edit with { FollowSetting = false, Cron = "30 * * * *" });
        await host.AddJobAsync(JobStatus.Succeeded);
        await StepAsync(host);
        var retry = await WaitingRetryAsync(host, TimeSpan.FromMinutes(3));
        host.Clock.Advance(TimeSpan.FromHours(-26));

        await host.Get<SlotLedger>().RefreshAsync(distrust: true, CancellationToken.None);

        var next = await NextAsync(host);
        Assert.Equal((Now(host).AddHours(24), Now(host).AddMinutes(30)), (next[Catalog], next["catalog-sync:other"]));
        Assert.Equal(Now(host).AddMinutes(3), (await host.JobAsync(retry.Id)).NotBefore);
        Assert.Equal(Now(host).AddMinutes(3), await host.Get<SlotLedger>().EarliestAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Clock_FarAheadAndBack_TheWorkFindsOutByItselfAndCostsOneRecordedSlot()
    {
        await using var host = await AutoAsync();
        await host.EditAsync(Catalog, edit => edit with { FollowSetting = false, Cron = "30 * * * *" });
        await StepAsync(host);
        await host.SqlAsync("UPDATE schedules SET enabled = FALSE WHERE id <> 'catalog-sync:shop'");
        var work = host.Get<ISlotWork>();
        await work.DueAsync(CancellationToken.None);

        host.Clock.Set(TimeSpan.FromHours(26.75));
        await work.DueAsync(CancellationToken.None);
        host.Clock.Set(TimeSpan.FromHours(-26.75));
        var next = await work.DueAsync(CancellationToken.None);

        Assert.Equal(Now(host).AddMinutes(30), next);
        var slots = await host.Get<JobQueries>().RecentAsync(new JobFilter(ScheduleId: Catalog), null, 10, CancellationToken.None);
        Assert.Equal("missed: it came 15 minutes too late", Assert.Single(slots).Reason);
    }

    [Fact]
    public async Task Boot_DataOfAClockThreeDaysAhead_GoesOnFromNow()
    {
        await using var host = await AutoAsync();
        await host.EditAsync(Catalog, edit => edit with { FollowSetting = false, Cron = "0 3 * * *" });
        host.Clock.Advance(TimeSpan.FromHours(72));
        await StepAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(-72));
        await using var next = await host.JoinAsync();

        await next.Get<SlotLedger>().RefreshAsync(distrust: true, CancellationToken.None);

        Assert.Equal(Now(host).Date.AddHours(27), (await NextAsync(next))[Catalog]);
    }

    [Fact]
    public async Task Boot_OverdueSinceAnEarlierLife_TheIntervalIsDueNowAndCronIsJudged()
    {
        await using var host = await AutoAsync();
        await host.AddSourceAsync("other");
        await host.EditAsync("catalog-sync:other", edit => edit with { FollowSetting = false, Cron = "0 13 * * *" });
        await host.AddJobAsync(JobStatus.Succeeded);
        await StepAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(26));
        await using var next = await host.JoinAsync();

        await next.Get<SlotLedger>().RefreshAsync(distrust: true, CancellationToken.None);
        var taken = await TakeAsync(next);

        Assert.Equal(JobStatus.Pending, Assert.Single(taken, job => job.ScheduleId == Catalog).Status);
        Assert.Equal("missed: it came 1 hour too late", Assert.Single(taken, job => job.ScheduleId == "catalog-sync:other").Reason);
    }

    [Fact]
    public async Task SkipInitial_NeverRan_WaitsAWholeInterval()
    {
        await using var host = await AutoAsync(configure: services => services.Replace(ServiceDescriptor.Singleton(new StartPolicy(SkipInitial: true))));
        var began = Now(host);
        await StepAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(began.AddHours(24), (await NextAsync(host))[Catalog]);
        Assert.Empty(await TakeAsync(host));
    }

    [Theory, EachDatabase]
    public async Task Refresh_ExpressionWrittenPastTheProgram_TheOthersGoOn(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await host.AddSourceAsync("other");
        await host.SqlAsync("UPDATE schedules SET cron = 'every full moon', follows_setting = NULL, version = version + 1 WHERE id = 'catalog-sync:other'");

        var next = await StepAsync(host);

        Assert.Equal(Now(host), next[Catalog]);
        Assert.DoesNotContain("catalog-sync:other", next.Keys);
    }

    [Fact]
    public async Task Earliest_SlotOrRetry_IsTheSooner()
    {
        await using var host = await AutoAsync();
        await host.AddJobAsync(JobStatus.Succeeded);
        await StepAsync(host);
        var slot = (await NextAsync(host)).Values.Min();
        Assert.Equal(slot, await host.Get<SlotLedger>().EarliestAsync(CancellationToken.None));

        var retry = await WaitingRetryAsync(host, TimeSpan.FromSeconds(40));

        Assert.Equal(retry.NotBefore, await host.Get<SlotLedger>().EarliestAsync(CancellationToken.None));
    }

    internal static async Task<IReadOnlyDictionary<string, DateTime>> StepAsync(CoreHost host)
    {
        await host.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);
        await host.Get<SlotLedger>().RefreshAsync(distrust: false, CancellationToken.None);
        return await NextAsync(host);
    }

    private static async Task<IReadOnlyDictionary<string, DateTime>> NextAsync(CoreHost host) =>
        await host.Get<SlotLedger>().NextRunsAsync(await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None), CancellationToken.None);

    /// <summary>Records all slots that are due, and starts nothing.</summary>
    private static async Task<IReadOnlyList<ParserJob>> TakeAsync(CoreHost host, Func<Task>? meanwhile = null)
    {
        IReadOnlyList<ParserJob> jobs = [];
        await host.Get<JobAdmission>().AdmitAsync(
            0,
            async (context, settings, now, token) =>
            {
                var due = await host.Get<SlotLedger>().TakeAsync(context, settings, now, 500, token);
                if (meanwhile is not null)
                    await meanwhile();
                return jobs = [.. (await ScheduleSlots.AddAsync(context, due, settings, now, token)).Select(slot => slot.Job)];
            },
            CancellationToken.None);
        return jobs;
    }

    private static async Task<ParserJob> WaitingRetryAsync(CoreHost host, TimeSpan wait)
    {
        var failed = await host.AddJobAsync(JobStatus.Failed, trigger: JobTrigger.Schedule);
        var retry = ParserJob.Follow(failed, new NextAttempt(2, "Retries", Now(host) + wait), failed.Epoch, Now(host));
        await using var context = await host.OpenAsync();
        context.Add(retry);
        await context.SaveChangesAsync();
        return retry;
    }

    private static async Task<DateTime?> EarliestUpToNowAsync(CoreHost host) =>
        await host.Get<SlotLedger>().EarliestAsync(CancellationToken.None) is { } earliest && earliest <= Now(host) ? earliest : null;

    private static DateTime Now(CoreHost host) => host.Clock.UtcMilliseconds();

    private static async Task<CoreHost> AutoAsync(TestDatabase database = TestDatabase.Sqlite, Action<IServiceCollection>? configure = null)
    {
        var host = await CoreHost.CreateAsync(database, configure);
        await host.AddSourceAsync();
        await host.SwitchToAutoAsync();
        return host;
    }
}
