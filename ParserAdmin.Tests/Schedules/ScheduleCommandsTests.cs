using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Schedules;

public sealed class ScheduleCommandsTests
{
    private const string Catalog = "catalog-sync:shop";

    [Theory, EachDatabase]
    public async Task Save_ASource_BringsTheSchedulesThatItsDefinitionAllows(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.AddSourceAsync("other");

        var views = await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None);

        Assert.Equal(["catalog-sync:other", "episode-sync:other", Catalog, "episode-sync:shop"], views.Select(view => view.Id));
        Assert.Equal("every 24 hours", views[0].When);
        Assert.Contains("enable_autoupdate", views[1].Block, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Ensure_Again_AddsNothing(TestDatabase database)
    {
        await using var host = await WithSourceAsync(database);
        await host.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);
        await host.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);

        var views = await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None);

        Assert.Equal([Catalog, "episode-sync:shop", "cleanup"], views.Select(view => view.Id));
        Assert.Equal(
            ("every day 01:00 UTC", null, null, true),
            (views[2].When, views[2].Schedule.SourceId, views[2].Unavailable, views[2].Armed)
        );
    }

    [Fact]
    public async Task All_CronThatSomeoneWroteWithSql_MakesThatScheduleUnavailableAndNoOther()
    {
        await using var host = await WithSourceAsync();
        await host.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);
        await host.SqlAsync("UPDATE schedules SET cron = '99 * * * *' WHERE id = 'cleanup'");

        var views = await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None);

        Assert.Equal(
            "Minute, at character 1: '99' is out of range. Allowed are 0 to 59",
            views.Single(view => view.Id == "cleanup").Unavailable
        );
        Assert.All(views.Where(view => view.Id != "cleanup"), view => Assert.Null(view.Unavailable));
    }

    [Fact]
    public async Task Edit_Interval_NoLongerFollowsTheSetting()
    {
        await using var host = await WithSourceAsync();
        await host.EditAsync(Catalog, edit => edit with { FollowSetting = false, IntervalSeconds = 7200 });
        await ChangeSettingAsync(host);
        Assert.Equal("every 2 hours", (await host.ScheduleAsync(Catalog)).When);

        await host.EditAsync(Catalog, edit => edit with { FollowSetting = true, IntervalSeconds = null });
        Assert.Equal("every 6 hours", (await host.ScheduleAsync(Catalog)).When);
    }

    [Theory, EachDatabase]
    public async Task Edit_IsOnRecordWithBeforeAndAfter(TestDatabase database)
    {
        await using var host = await WithSourceAsync(database);
        await host.EditAsync(Catalog, edit => edit with { FollowSetting = false, Cron = "0 3 * * SUN", TimeZone = "Europe/Berlin" });

        var entry = (await host.AuditAsync())[^1];

        Assert.Equal(("schedule.edit", "schedules", Catalog, "test"), (entry.Action, entry.EntityType, entry.EntityId, entry.Reason));
        Assert.Contains("CatalogSyncIntervalHours", entry.Before, StringComparison.Ordinal);
        Assert.Contains("0 3 * * SUN", entry.After, StringComparison.Ordinal);
        Assert.Equal("Sundays 03:00 Europe/Berlin", (await host.ScheduleAsync(Catalog)).When);
    }

    [Fact]
    public async Task Edit_StaleVersion_IsRefusedWithTheScheduleAsItIs()
    {
        await using var host = await WithSourceAsync();
        var edited = await host.EditAsync(Catalog, edit => edit with { Overlap = OverlapPolicy.Queue });
        var edit = ScheduleEdit.Of(edited) with { Enabled = false };

        var result = await host.Get<ScheduleCommands>()
            .EditAsync(Actors.Admin, Catalog, edit, edited.Version - 1, null, CancellationToken.None);

        Assert.Equal((CommandStatus.Conflict, OverlapPolicy.Queue), (result.Status, result.Value!.Overlap));
        Assert.Equal(
            CommandStatus.Invalid,
            (await host.Get<ScheduleCommands>().EditAsync(Actors.Admin, Catalog, edit, null, null, CancellationToken.None)).Status
        );
    }

    [Fact]
    public async Task Edit_ByAnOperator_IsRefused()
    {
        await using var host = await WithSourceAsync();
        var schedule = (await host.ScheduleAsync(Catalog)).Schedule;

        var result = await host.Get<ScheduleCommands>()
            .EditAsync(
                Actors.Operator,
                Catalog,
                ScheduleEdit.Of(schedule) with
                {
                    Enabled = false,
                },
                schedule.Version,
                null,
                CancellationToken.None
            );

        Assert.Equal(CommandStatus.Forbidden, result.Status);
        Assert.True((await host.ScheduleAsync(Catalog)).Schedule.Enabled);
    }

    [Fact]
    public async Task Pause_NeedsAReason_AndHoldsWhatWaits()
    {
        await using var host = await WithSourceAsync();
        await host.SwitchToAutoAsync();
        var waiting = await host.Provider.RecordSlotAsync(Catalog, host.Clock.GetUtcNow().UtcDateTime, CancellationToken.None);
        var commands = host.Get<ScheduleCommands>();

        Assert.Equal(CommandStatus.Invalid, (await commands.PauseAsync(Actors.Operator, Catalog, " ", CancellationToken.None)).Status);
        Assert.True((await commands.PauseAsync(Actors.Operator, Catalog, "storm", CancellationToken.None)).Succeeded);

        var job = await host.JobAsync(waiting!.Id);
        Assert.Equal((JobStatus.Skipped, true), (job.Status, job.Reason!.Contains("storm", StringComparison.Ordinal)));
        Assert.True((await commands.ResumeAsync(Actors.Operator, Catalog, CancellationToken.None)).Succeeded);
        Assert.Null((await host.ScheduleAsync(Catalog)).Schedule.Block);
    }

    [Fact]
    public async Task Run_Stopped_IsLocked()
    {
        await using var host = await WithSourceAsync();
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        Assert.Equal(
            CommandStatus.Locked,
            (await host.Get<JobCommands>().RunScheduleAsync(Actors.Operator, Catalog, JobTrigger.Person, CancellationToken.None)).Status
        );
    }

    [Fact]
    public async Task Run_UnavailableTask_IsRefusedAndMakesNoJob()
    {
        await using var host = await CoreHost.CreateAsync(configure: services => services.RemoveAll<IInvocable>());
        await host.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);

        var result = await host.Get<JobCommands>().RunScheduleAsync(Actors.Operator, "cleanup", JobTrigger.Person, CancellationToken.None);

        Assert.Equal(CommandStatus.Unprocessable, result.Status);
        Assert.Contains("cannot run cleanup", (await host.ScheduleAsync("cleanup")).Unavailable, StringComparison.Ordinal);
        Assert.Empty(await host.Get<JobQueries>().RecentAsync(new JobFilter(), null, 5, CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task Run_ATaskOfTheWholeProgram_NeedsNoSource(TestDatabase database)
    {
        await using var host = await WithSourceAsync(database);
        await host.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);

        var result = await host.Get<JobCommands>().RunScheduleAsync(Actors.Operator, "cleanup", JobTrigger.Person, CancellationToken.None);

        Assert.Equal(
            ("cleanup", "", true, "cleanup"),
            (result.Value!.Task, result.Value.SourceId, result.Value.IsGlobal, result.Value.Name)
        );
    }

    [Theory, EachDatabase]
    public async Task Delete_ASourceWithSql_TakesItsSchedules(TestDatabase database)
    {
        await using var host = await WithSourceAsync(database);
        await host.SqlAsync("DELETE FROM sources");

        Assert.Empty(await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None));
    }

    private static async Task ChangeSettingAsync(CoreHost host)
    {
        var patch = new SettingsPatch(null, new Dictionary<string, int> { ["catalogSyncIntervalHours"] = 6 });
        await host.Get<SafetyCommands>()
            .ChangeAsync(Actors.Admin, patch, "test", (await host.SettingsAsync()).Version, CancellationToken.None);
    }

    private static async Task<CoreHost> WithSourceAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        return host;
    }
}
