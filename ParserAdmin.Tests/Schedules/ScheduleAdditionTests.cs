using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Schedules;

/// <summary>More than one schedule for a task of a source, and how they go again.</summary>
public sealed class ScheduleAdditionTests
{
    private const string Catalog = "catalog-sync:shop";
    private const string Nightly = "catalog-sync:shop:nightly";

    private static readonly ScheduleEdit AtTwo = new(
        "0 2 * * *",
        null,
        false,
        "Europe/Berlin",
        true,
        OverlapPolicy.Queue,
        MisfirePolicy.Skip
    );

    [Theory, EachDatabase]
    public async Task Add_ASecondOne_StandsBesideTheFirstAndIsOnRecord(TestDatabase database)
    {
        await using var host = await WithSourceAsync(database);

        var added = (await AddAsync(host, "nightly")).Value!;

        Assert.Equal((Nightly, "nightly", false), (added.Id, added.Name, added.IsPreset));
        Assert.Equal("every day 02:00 Europe/Berlin", (await host.ScheduleAsync(Nightly)).When);
        Assert.Equal(
            [Catalog, Nightly, "episode-sync:shop"],
            (await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None)).Select(view => view.Id)
        );
        Assert.True((await host.ScheduleAsync(Catalog)).Schedule.IsPreset);
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(("schedule.add", Nightly, null, "test"), (entry.Action, entry.EntityId, entry.Before, entry.Reason));
        Assert.Contains("0 2 * * *", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_WithoutAName_TakesTheNextNumber()
    {
        await using var host = await WithSourceAsync();
        await AddAsync(host, "3");

        Assert.Equal([$"{Catalog}:2", $"{Catalog}:4"], [(await AddAsync(host, null)).Value!.Id, (await AddAsync(host, null)).Value!.Id]);
    }

    [Theory]
    [InlineData("catalog-sync", "shop", "nightly", CommandStatus.Conflict, "already")]
    [InlineData("catalog-sync", "shop", "At night", CommandStatus.Unprocessable, "small letters")]
    [InlineData("catalog-sync", "none", "n", CommandStatus.NotFound, "no source")]
    [InlineData("channel-parse", "shop", "n", CommandStatus.Unprocessable, "'updates'")]
    [InlineData("no-such", "shop", "n", CommandStatus.Unprocessable, "does not know")]
    [InlineData("cleanup", "shop", "n", CommandStatus.Unprocessable, "whole program")]
    public async Task Add_WhatCannotBe_IsRefusedWithWhy(string task, string source, string name, CommandStatus status, string words)
    {
        await using var host = await WithSourceAsync();
        await AddAsync(host, "nightly");

        var result = await host.Get<ScheduleCommands>()
            .AddAsync(Actors.Admin, new NewSchedule(task, source, name, AtTwo), null, CancellationToken.None);

        Assert.Equal(status, result.Status);
        Assert.Contains(words, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_TimesThatNeverCome_IsRefused()
    {
        await using var host = await WithSourceAsync();

        var result = await host.Get<ScheduleCommands>()
            .AddAsync(
                Actors.Admin,
                new NewSchedule("catalog-sync", "shop", null, AtTwo with { Cron = "0 0 30 2 *" }),
                null,
                CancellationToken.None
            );

        Assert.Equal(CommandStatus.Unprocessable, result.Status);
    }

    [Fact]
    public async Task AddAndDelete_ByAnOperator_AreRefused()
    {
        await using var host = await WithSourceAsync();
        await AddAsync(host, "nightly");
        var commands = host.Get<ScheduleCommands>();

        Assert.Equal(
            CommandStatus.Forbidden,
            (
                await commands.AddAsync(Actors.Operator, new NewSchedule("catalog-sync", "shop", null, AtTwo), null, CancellationToken.None)
            ).Status
        );
        Assert.Equal(CommandStatus.Forbidden, (await commands.DeleteAsync(Actors.Operator, Nightly, null, CancellationToken.None)).Status);
        Assert.NotNull((await host.ScheduleAsync(Nightly)).Schedule);
    }

    [Fact]
    public async Task LastRun_OfAnotherSchedule_DoesNotCount()
    {
        await using var host = await WithSourceAsync();
        var nightly = (await AddAsync(host, "nightly")).Value!;
        await host.AddJobAsync(JobStatus.Succeeded, trigger: JobTrigger.Schedule);
        Assert.Null(await LastRunAsync(host, nightly, CancellationToken.None));

        var byHand = await host.AddJobAsync(JobStatus.Succeeded);

        Assert.Equal(byHand.Id, (await LastRunAsync(host, nightly, CancellationToken.None))!.Id);
    }

    [Fact]
    public async Task Ensure_WithAnAddedOne_StillBringsThePreset()
    {
        await using var host = await WithSourceAsync();
        await AddAsync(host, "nightly");
        await host.SqlAsync($"DELETE FROM schedules WHERE id = '{Catalog}'");

        await host.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);

        Assert.True((await host.ScheduleAsync(Catalog)).Schedule.IsPreset);
    }

    [Theory, EachDatabase]
    public async Task Delete_APreset_IsRefusedAndSaysWhatToDoInstead(TestDatabase database)
    {
        await using var host = await WithSourceAsync(database);

        var result = await DeleteAsync(host, Catalog);

        Assert.Equal(CommandStatus.Unprocessable, result.Status);
        Assert.Contains("Pause it", result.Message, StringComparison.Ordinal);
        Assert.Equal(CommandStatus.NotFound, (await DeleteAsync(host, Nightly)).Status);
    }

    [Theory, EachDatabase]
    public async Task Delete_WhileItRuns_TheRunGoesOnAndNothingFollows(TestDatabase database)
    {
        await using var host = await WithSourceAsync(database);
        await host.SwitchToAutoAsync();
        await AddAsync(host, "nightly");
        await RecordAsync(host);
        var running = (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!.Job;
        var queued = (await RecordAsync(host))!;

        Assert.True((await DeleteAsync(host, Nightly)).Succeeded);

        Assert.Equal(JobStatus.Running, (await host.JobAsync(running.Id)).Status);
        Assert.Equal(
            (JobStatus.Skipped, $"Its schedule was deleted by {Actors.Admin.Name}"),
            (await host.JobAsync(queued.Id) is var job ? job.Status : default, job.Reason)
        );
        Assert.Null(await RecordAsync(host));
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(("schedule.delete", Nightly, null), (entry.Action, entry.EntityId, entry.After));
        Assert.Contains("0 2 * * *", entry.Before, StringComparison.Ordinal);

        // It fails in a way that a retry would cure, and there is nothing left that would want one.
        await host.Get<JobEnder>()
            .EndAsync(
                running.Id,
                new JobEnding((ending, now) => ending.Fail(ErrorClass.Timeout, "Too slow.", new JobCounts(), now)),
                CancellationToken.None
            );
        host.Clock.Advance(RetryPolicy.Longest);
        Assert.Null(await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None));
        Assert.Empty(
            await host.Get<JobQueries>().RecentAsync(new JobFilter([JobStatus.Pending, JobStatus.Running]), null, 5, CancellationToken.None)
        );
    }

    [Theory, EachDatabase]
    public async Task Edit_WhileItsSlotsFire_EachSlotSeesItWholeOrNotAtAll(TestDatabase database)
    {
        await using var host = await WithSourceAsync(database);
        await host.SwitchToAutoAsync();
        await host.EditAsync(Catalog, edit => edit with { Overlap = OverlapPolicy.CancelPrevious });

        var slots = Enumerable.Range(0, 12).Select(_ => Task.Run(() => RecordAsync(host, Catalog))).ToList();
        await host.EditAsync(Catalog, edit => edit with { Enabled = false, Overlap = OverlapPolicy.Skip });
        var after = (await RecordAsync(host, Catalog))!;

        // By the old word each cancels the one before it; by the new one it is skipped as switched off, and never as overlapping.
        Assert.Equal("The schedule is switched off", after.Reason);
        Assert.All(
            await Task.WhenAll(slots),
            slot => Assert.True(slot!.Status == JobStatus.Pending || slot.Reason == after.Reason, slot.Reason)
        );
        Assert.True(
            (await host.Get<JobQueries>().RecentAsync(new JobFilter([JobStatus.Pending]), null, 20, CancellationToken.None)).Count <= 1
        );
    }

    private static Task<CommandResult<Schedule>> AddAsync(CoreHost host, string? name) =>
        host.Get<ScheduleCommands>()
            .AddAsync(Actors.Admin, new NewSchedule("catalog-sync", "shop", name, AtTwo), "test", CancellationToken.None);

    private static Task<CommandResult<Schedule>> DeleteAsync(CoreHost host, string id) =>
        host.Get<ScheduleCommands>().DeleteAsync(Actors.Admin, id, "test", CancellationToken.None);

    private static async Task<ParserJob?> LastRunAsync(CoreHost host, Schedule schedule, CancellationToken cancellationToken) =>
        (await host.Get<LastRuns>().ReadAsync([schedule.Id], cancellationToken))[schedule.Id].Run;

    private static Task<ParserJob?> RecordAsync(CoreHost host, string id = Nightly) =>
        host.Provider.RecordSlotAsync(id, host.Clock.GetUtcNow().UtcDateTime, CancellationToken.None);

    private static async Task<CoreHost> WithSourceAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        return host;
    }
}
