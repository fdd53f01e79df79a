using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety;

public sealed class SafetyCommandsTests
{
    [Theory, EachDatabase]
    public async Task SwitchMode_ByAnOperator_IsOnRecordWithBeforeAndAfter(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);

        var settings = await host.SwitchToAutoAsync();

        Assert.Equal((ParserMode.Auto, 2L), (settings.Mode, settings.Version));
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(("mode.switch", "ready", Role.Operator, "192.0.2.2"), (entry.Action, entry.Reason, entry.ActorRole, entry.IpAddress));
        Assert.Contains("\"mode\":\"manual\"", entry.Before, StringComparison.Ordinal);
        Assert.Contains("\"mode\":\"auto\"", entry.After, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task SwitchMode_StaleVersion_IsRefusedWithTheSettingsAsTheyAre(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SwitchToAutoAsync();

        var result = await host.Get<SafetyCommands>().SwitchModeAsync(Actors.Admin, ParserMode.Manual, "night", 1, CancellationToken.None);

        Assert.Equal((CommandStatus.Conflict, ParserMode.Auto), (result.Status, result.Value!.Mode));
        Assert.Contains("olga@example.org", result.Message, StringComparison.Ordinal);
        Assert.Equal(ParserMode.Auto, (await host.SettingsAsync()).Mode);
        Assert.Equal(AuditOutcome.Failed, (await host.AuditAsync())[^1].Outcome);
    }

    [Theory, EachDatabase]
    public async Task Change_ManyDecidedOnOneVersion_OneWins(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(i =>
                    Task.Run(() =>
                        (i % 2 == 0 ? host : other)
                            .Get<SafetyCommands>()
                            .ChangeAsync(
                                Actors.Admin,
                                new SettingsPatch(null, new Dictionary<string, int> { ["retryMax"] = 5 + i }),
                                "tuning",
                                1,
                                CancellationToken.None
                            )
                    )
                )
        );

        Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal(CommandStatus.Conflict, result.Status));
        Assert.Equal(2, (await host.SettingsAsync()).Version);
    }

    [Fact]
    public async Task SwitchMode_WhileStopped_IsLocked()
    {
        await using var host = await StoppedAsync();

        var result = await host.Get<SafetyCommands>().SwitchModeAsync(Actors.Admin, ParserMode.Auto, "day", 2, CancellationToken.None);

        Assert.Equal(CommandStatus.Locked, result.Status);
    }

    [Theory, EachDatabase]
    public async Task Reset_NothingRuns_LandsInManual(TestDatabase database)
    {
        await using var host = await StoppedAsync(database);

        var result = await host.Get<SafetyCommands>().ResetAsync(Actors.Admin, "fixed", "RESET", 2, CancellationToken.None);

        Assert.True(result.Succeeded, result.Message);
        Assert.Equal((false, ParserMode.Manual, 1L), (result.Value.Stopped, result.Value.Mode, result.Value.Epoch));
    }

    [Theory, EachDatabase]
    public async Task Reset_AJobStillRuns_IsRefused(TestDatabase database)
    {
        await using var host = await StoppedAsync(database);
        await host.AddSourceAsync();
        await host.AddJobAsync(JobStatus.Running);

        var result = await host.Get<SafetyCommands>().ResetAsync(Actors.Admin, "fixed", "RESET", 2, CancellationToken.None);

        Assert.Equal(CommandStatus.Conflict, result.Status);
        Assert.True((await host.SettingsAsync()).Stopped);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reset_StopFileThere_IsRefusedAndSaysSo(bool isWatched)
    {
        await using var host = await StoppedAsync();
        await File.WriteAllTextAsync(Path.Combine(host.DataDirectory, "STOP"), "");

        // A command at the shell has no watcher.
        if (isWatched)
            await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        var result = await host.Get<SafetyCommands>().ResetAsync(Actors.Admin, "fixed", "RESET", 2, CancellationToken.None);

        Assert.Equal(CommandStatus.Conflict, result.Status);
        Assert.Contains("STOP", result.Message, StringComparison.Ordinal);
        Assert.True((await host.SettingsAsync()).Stopped);
    }

    [Fact]
    public async Task Reset_ByAnOperator_IsDenied()
    {
        await using var host = await StoppedAsync();

        var result = await host.Get<SafetyCommands>().ResetAsync(Actors.Operator, "fixed", "RESET", 2, CancellationToken.None);

        Assert.Equal(CommandStatus.Forbidden, result.Status);
        Assert.Equal(AuditOutcome.Denied, (await host.AuditAsync())[^1].Outcome);
    }

    [Fact]
    public async Task FailSafe_InAuto_SwitchesToManualAsSystem()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.SwitchToAutoAsync();

        await host.Get<SafetyCommands>().FailSafeAsync("16 of the last 20 jobs failed", CancellationToken.None);

        Assert.Equal(ParserMode.Manual, (await host.SettingsAsync()).Mode);
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(
            ("fail-safe.switch", ActorType.System, "16 of the last 20 jobs failed"),
            (entry.Action, entry.ActorType, entry.Reason)
        );
    }

    [Fact]
    public async Task FailSafe_InManual_WritesNothing()
    {
        await using var host = await CoreHost.CreateAsync();

        await host.Get<SafetyCommands>().FailSafeAsync("16 of the last 20 jobs failed", CancellationToken.None);

        Assert.Single(await host.AuditAsync());
    }

    private static async Task<CoreHost> StoppedAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        return host;
    }
}
