using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Schedules.Slots.SlotHost;

namespace ParserAdmin.Tests.Schedules.Slots;

/// <summary>When slots are computed anew, what is told of those that are stored, and from when an interval counts.</summary>
public sealed class SlotRefreshTests
{
    private const string Catalog = "catalog-sync:shop";

    [Fact]
    public async Task Refresh_ChangedPastTheProgram_IsFoundAfterAMinute()
    {
        await using var host = await AutoAsync();
        Assert.True(await RefreshAsync(host));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await RefreshAsync(host));

        await host.SqlAsync("DELETE FROM schedule_slots");
        host.Clock.Advance(TimeSpan.FromMilliseconds(59_999));
        Assert.False(await RefreshAsync(host));
        Assert.Equal(0, await host.CountAsync("SELECT COUNT(*) FROM schedule_slots"));
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(await RefreshAsync(host));
        Assert.Equal(Now(host), (await NextAsync(host))[Catalog]);
    }

    /// <summary>Without the admission's lock both would store the same rows, and one would fail.</summary>
    [PostgresFact]
    public async Task Refresh_OnTwoNodesAtOnce_TheSecondFindsWhatTheFirstStored()
    {
        await using var host = await AutoAsync(TestDatabase.Postgres);
        await using var other = await host.JoinAsync();
        for (var round = 0; round < 5; round++)
        {
            await host.SqlAsync("DELETE FROM schedule_slots");

            await Task.WhenAll(new[] { host, other }.Select(node => Task.Run(() => RefreshAsync(node, distrust: true))));

            Assert.Contains(Catalog, (await NextAsync(host)).Keys);
        }
    }

    [Fact]
    public async Task Next_StoredFarAheadAndThenOverdue_IsToldAsStoredButNeverAsPast()
    {
        await using var host = await AutoAsync();
        await StepAsync(host);
        await using (var context = await host.OpenAsync())
        {
            (await context.Set<NextSlot>().SingleAsync(slot => slot.ScheduleId == Catalog)).NextAt = Now(host).AddDays(3);
            await context.SaveChangesAsync();
        }

        Assert.Equal(Now(host).AddDays(3), (await NextAsync(host))[Catalog]);
        host.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(Now(host), (await NextAsync(host))[Catalog]);
    }

    [Fact]
    public async Task Earliest_SeveralRetriesWait_IsTheFirstOfThem()
    {
        await using var host = await AutoAsync();
        var first = await WaitingRetryAsync(host, TimeSpan.FromSeconds(40));
        await WaitingRetryAsync(host, TimeSpan.FromSeconds(50));

        Assert.Equal(first.NotBefore, await host.Get<SlotLedger>().EarliestAsync(CancellationToken.None));
    }

    [Fact]
    public async Task AnyDue_TheEarliestSlotHasCome_IsKnownOnceWithoutAQuestion()
    {
        await using var host = await AutoAsync();
        var ledger = host.Get<SlotLedger>();
        await host.AddJobAsync(JobStatus.Succeeded);
        await StepAsync(host);
        var due = (await ledger.EarliestAsync(CancellationToken.None))!.Value;
        Assert.False(await ledger.AnyDueAsync(CancellationToken.None));
        await ledger.EarliestAsync(CancellationToken.None);
        host.Clock.Advance(due - Now(host));
        await host.SqlAsync("ALTER TABLE schedule_slots RENAME TO hidden");

        Assert.True(await ledger.AnyDueAsync(CancellationToken.None));
        await Assert.ThrowsAnyAsync<Exception>(() => ledger.AnyDueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Read_StartedAndWaitsSince_CountsFromTheLatest()
    {
        await using var host = await AutoAsync();
        await host.AddJobAsync(JobStatus.Succeeded);
        Assert.Equal(Now(host), await CountsFromAsync(host));
        for (var slot = 0; slot < 2; slot++)
        {
            host.Clock.Advance(TimeSpan.FromHours(1));
            await host.AddJobAsync(JobStatus.Pending, trigger: JobTrigger.Schedule);
        }

        Assert.Equal(Now(host), await CountsFromAsync(host));
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.AddJobAsync(JobStatus.Succeeded);
        Assert.Equal(Now(host), await CountsFromAsync(host));
    }

    [Fact]
    public async Task Start_ByHandOfTheWholeProgram_TheIntervalCountsFromThere()
    {
        await using var host = await AutoAsync();
        await StepAsync(host);
        await host.EditAsync("cleanup", edit => edit with { Cron = null, IntervalSeconds = 3600 });
        await host.AddJobAsync(JobStatus.Succeeded, "", task: "cleanup");
        Assert.Equal(Now(host).AddHours(1), (await StepAsync(host))["cleanup"]);
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await host.AddJobAsync(JobStatus.Pending, "", task: "cleanup");

        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);

        Assert.Equal(Now(host).AddHours(1), (await NextAsync(host))["cleanup"]);
    }

    private static Task<bool> RefreshAsync(CoreHost host, bool distrust = false) =>
        host.Get<SlotLedger>().RefreshAsync(distrust, CancellationToken.None);

    private static async Task<DateTime?> CountsFromAsync(CoreHost host)
    {
        var views = await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None);
        return (await host.Get<IntervalStarts>().ReadAsync(views, CancellationToken.None))[Catalog];
    }
}
