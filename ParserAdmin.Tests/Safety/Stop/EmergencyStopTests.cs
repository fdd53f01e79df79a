using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

public sealed class EmergencyStopTests
{
    [Theory, EachDatabase]
    public async Task Stop_JobsRunAndWait_StopsAllOfThem(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.SwitchToAutoAsync();
        await host.AddSourceAsync();
        await host.AddJobAsync(JobStatus.Running);
        var pending = await host.AddJobAsync(JobStatus.Pending);

        var result = await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        Assert.True(result.Succeeded);
        Assert.Equal(
            (1, 1L, true, true, true),
            (result.Value.JobsCancelled, result.Value.Epoch, result.Value.Told, result.Value.Stored, result.Value.Audited)
        );
        var settings = await host.SettingsAsync();
        Assert.Equal(
            (true, ParserMode.Manual, 1L, "olga@example.org", "smoke"),
            (settings.Stopped, settings.Mode, settings.Epoch, settings.StoppedBy, settings.StopReason)
        );
        Assert.Equal(JobStatus.Cancelled, (await host.JobAsync(pending.Id)).Status);
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(("emergency-stop", AuditOutcome.Succeeded, 1L), (entry.Action, entry.Outcome, entry.Epoch));
    }

    [Theory, EachDatabase]
    public async Task Stop_Twice_IsAcceptedAndKeepsTheFirstReason(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        var second = await host.Get<EmergencyStop>().StopAsync(Actors.Admin, "me too", CancellationToken.None);

        Assert.True(second.Succeeded);
        var settings = await host.SettingsAsync();
        Assert.Equal((2L, "olga@example.org", "smoke"), (settings.Epoch, settings.StoppedBy, settings.StopReason));
    }

    [Theory, EachDatabase]
    public async Task Stop_ManyAtOnce_AllAreAccepted(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await using var other = await host.JoinAsync();

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    Task.Run(() =>
                        (i % 2 == 0 ? host : other).Get<EmergencyStop>().StopAsync(Actors.Operator, $"{i}", CancellationToken.None)
                    )
                )
        );

        Assert.All(results, result => Assert.True(result.Succeeded, result.Message));
        Assert.Equal(16, (await host.SettingsAsync()).Epoch);
    }

    [Fact]
    public async Task Stop_CallerGoesAway_IsStillStored()
    {
        await using var host = await HostAsync();

        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, null, new CancellationToken(canceled: true));

        Assert.True((await host.SettingsAsync()).Stopped);
    }

    [Fact]
    public async Task Stop_ByAViewer_IsDeniedOnRecordAndStopsNothing()
    {
        await using var host = await HostAsync();
        using var run = Begin(host);

        var result = await host.Get<EmergencyStop>().StopAsync(Actors.Viewer, "smoke", CancellationToken.None);

        Assert.Equal(CommandStatus.Forbidden, result.Status);
        Assert.False(run.Stopping.IsCancellationRequested);
        Assert.Null(host.Get<LocalLatch>().Reason);
        Assert.False((await host.SettingsAsync()).Stopped);
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(("emergency-stop", AuditOutcome.Denied, "vera@example.org"), (entry.Action, entry.Outcome, entry.ActorName));
    }

    [Theory, EachDatabase]
    public async Task Stop_ReasonNoDatabaseCanHold_IsStored(TestDatabase database)
    {
        await using var host = await HostAsync(database);

        var result = await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smo\0ke \uD800", CancellationToken.None);

        Assert.True(result.Succeeded, result.Message);
        Assert.True((await host.SettingsAsync()).Stopped);
        Assert.False(SettingsJson.IsChangedBehind(await host.SettingsAsync()));
        Assert.True((await host.Get<AuditVerifier>().VerifyAsync(CancellationToken.None)).Intact);
    }

    private static ActiveRun Begin(CoreHost host) =>
        host.Get<ActiveRuns>().Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", 0, Scheduled: false));

    private static Task<CoreHost> HostAsync(TestDatabase database = TestDatabase.Sqlite) => CoreHost.CreateAsync(database);
}
