using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Schedules.Slots.SlotHost;

namespace ParserAdmin.Tests.Schedules.Slots;

/// <summary>An interval counts from the last start, by whomever.</summary>
public sealed class IntervalStartTests
{
    private const string Catalog = "catalog-sync:shop";

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

    /// <summary>Any change of the settings has intervals computed anew; the slot that was recorded is not due once more.</summary>
    [Fact]
    public async Task Start_ByHand_LeavesTheOtherTasksOfTheSourceAlone()
    {
        await using var host = await AutoAsync();
        await host.SqlAsync("UPDATE parser_settings SET enable_autoupdate = TRUE, version = version + 1");
        await StepAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await host.AddJobAsync(JobStatus.Pending);

        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);

        var next = await NextAsync(host);
        Assert.Equal((Now(host).AddHours(24), Now(host)), (next[Catalog], next["episode-sync:shop"]));
    }

    [Theory, EachDatabase]
    public async Task Refresh_ItsSlotStillWaits_IsNotDueAgain(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await StepAsync(host);
        Assert.Single(await TakeAsync(host), job => job is { ScheduleId: Catalog, Status: JobStatus.Pending });
        var patch = new SettingsPatch(null, new Dictionary<string, int> { ["maxConcurrency"] = 3 });
        await host.Get<SafetyCommands>()
            .ChangeAsync(Actors.Admin, patch, "test", (await host.SettingsAsync()).Version, CancellationToken.None);

        var next = await StepAsync(host);

        Assert.Equal(Now(host).AddHours(24), next[Catalog]);
        Assert.Empty(await TakeAsync(host));
    }

    [Fact]
    public async Task Start_OfAnotherScheduleOfTheTask_MovesOnlyItsOwn()
    {
        await using var host = await AutoAsync();
        var hourly = ScheduleEdit.Of((await host.ScheduleAsync(Catalog)).Schedule) with { FollowSetting = false, IntervalSeconds = 3600 };
        await host.Get<ScheduleCommands>()
            .AddAsync(Actors.Admin, new NewSchedule("catalog-sync", "shop", "hourly", hourly), null, CancellationToken.None);
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
}
