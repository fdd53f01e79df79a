using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Scheduling;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Scheduling;

/// <summary>What becomes of a slot that came due.</summary>
public sealed class SlotTests
{
    private static readonly Schedule Catalog = new("catalog-sync", "shop", TimeSpan.FromHours(24));

    [Theory, EachDatabase]
    public async Task RecordSlot_Manual_IsSkippedWithTheReason(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();

        var job = await SlotAsync(host, Catalog);

        Assert.Equal((JobStatus.Skipped, JobTrigger.Schedule, Catalog.Id, "system"), (job.Status, job.Trigger, job.ScheduleId, job.Actor));
        Assert.Contains("manual", job.Reason, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task RecordSlot_Auto_Waits(TestDatabase database)
    {
        await using var host = await AutoAsync(database);

        Assert.Equal(JobStatus.Pending, (await SlotAsync(host, Catalog)).Status);
    }

    [Fact]
    public async Task RecordSlot_RunBeforeHasNotEnded_IsSkipped()
    {
        await using var host = await AutoAsync();
        await SlotAsync(host, Catalog);
        await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);

        var job = await SlotAsync(host, Catalog);

        Assert.Equal((JobStatus.Skipped, "The run before this one has not ended"), (job.Status, job.Reason));
    }

    [Fact]
    public async Task RecordSlot_EpisodesWithoutAutoupdate_IsSkipped()
    {
        await using var host = await AutoAsync();

        var job = await SlotAsync(host, new Schedule("episode-sync", "shop", TimeSpan.FromHours(1)));

        Assert.Equal(JobStatus.Skipped, job.Status);
        Assert.Contains("enable_autoupdate", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordSlot_SourcePaused_IsSkippedWithThePausesReason()
    {
        await using var host = await AutoAsync();
        await host.Get<SourceCommands>().PauseAsync(Actors.Operator, "shop", "broken", CancellationToken.None);

        Assert.Contains("broken", (await SlotAsync(host, Catalog)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordSlot_Stopped_IsSkippedWithTheStop()
    {
        await using var host = await AutoAsync();
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        Assert.Contains("smoke", (await SlotAsync(host, Catalog)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schedules_FollowFromSettingsAndSources()
    {
        await using var host = await AutoAsync();
        Assert.Equal([Catalog], await host.Get<ScheduleCatalogue>().AllAsync(CancellationToken.None));

        var version = (await host.SettingsAsync()).Version;
        await host.Get<SafetyCommands>().ChangeAsync(Actors.Admin, SettingsPatch.Autoupdate(true), "on", version, CancellationToken.None);

        Assert.Equal(
            [Catalog, new Schedule("episode-sync", "shop", TimeSpan.FromMinutes(60))], await host.Get<ScheduleCatalogue>().AllAsync(CancellationToken.None));
    }

    private static async Task<ParserJob> SlotAsync(CoreHost host, Schedule schedule)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Get<JobAdmission>().RecordSlotAsync(schedule, CancellationToken.None);
        return (await host.Get<JobQueries>().RecentAsync(new JobFilter(), null, 1, CancellationToken.None))[0];
    }

    private static async Task<CoreHost> AutoAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.SwitchToAutoAsync();
        return host;
    }
}
