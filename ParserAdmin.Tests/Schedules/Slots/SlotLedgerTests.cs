using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Schedules.Slots.SlotHost;

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
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            TakeAsync(host, () => host.SqlAsync("UPDATE schedule_slots SET next_slot_at = '2030-01-01 00:00:00Z'"))
        );

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
        Assert.Equal(
            told,
            (await host.Get<ScheduleForecast>().NextRunsAsync(CancellationToken.None)).Single(run => run.ScheduleId == Catalog).At
        );
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
    public async Task Refresh_ExpressionWrittenPastTheProgram_TheOthersGoOn(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await host.AddSourceAsync("other");
        await host.SqlAsync(
            "UPDATE schedules SET cron = 'every full moon', follows_setting = NULL, version = version + 1 WHERE id = 'catalog-sync:other'"
        );

        var next = await StepAsync(host);

        Assert.Equal(Now(host), next[Catalog]);
        Assert.DoesNotContain("catalog-sync:other", next.Keys);
    }
}
