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

/// <summary>Slots and waits when the clock is set, and when the program begins.</summary>
public sealed class SlotClockTests
{
    private const string Catalog = "catalog-sync:shop";

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
        Assert.Null(await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None));

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
        await using var host = await AutoAsync(configure: services =>
            services.Replace(ServiceDescriptor.Singleton(new StartPolicy(SkipInitial: true)))
        );
        var began = Now(host);
        await StepAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(began.AddHours(24), (await NextAsync(host))[Catalog]);
        Assert.Empty(await TakeAsync(host));
    }
}
