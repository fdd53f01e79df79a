using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety;

/// <summary>What each command of the safety state answers, does at once on this node, and leaves in the audit trail.</summary>
public sealed class SafetyRecordTests
{
    [Fact]
    public async Task Commands_OfEachKind_AreOnRecordAsChangesOfTheOneSettingsRow()
    {
        await using var host = await CoreHost.CreateAsync();
        var commands = host.Get<SafetyCommands>();
        await host.SwitchToAutoAsync();
        await commands.ChangeAsync(
            Actors.Admin,
            new SettingsPatch(null, new Dictionary<string, int> { ["retryMax"] = 5 }),
            "tuning",
            2,
            CancellationToken.None
        );
        await commands.FailSafeAsync("failures", CancellationToken.None);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);
        await host.Get<EmergencyStop>().StopAsync(Actors.Viewer, null, CancellationToken.None);
        await commands.ExplainStopAsync(Actors.Operator, "smoke", CancellationToken.None);
        var version = (await host.SettingsAsync()).Version;
        Assert.True((await commands.ResetAsync(Actors.Admin, "fixed", "RESET", version, CancellationToken.None)).Succeeded);

        var entries = (await host.AuditAsync()).Skip(1).ToList();

        Assert.Equal(
            [
                ("mode.switch", "ready", 0L),
                ("settings.change", "tuning", 0L),
                ("fail-safe.switch", "failures", 0L),
                ("emergency-stop", null, 1L),
                ("emergency-stop", "This needs the role operator; you have viewer. Ask an admin.", null),
                ("emergency-stop.reason", "smoke", 1L),
                ("emergency-stop.reset", "fixed", 1L),
            ],
            entries.Select(entry => (entry.Action, entry.Reason, entry.Epoch))
        );
        Assert.All(entries, entry => Assert.Equal(("parser_settings", "1"), (entry.EntityType, entry.EntityId)));
    }

    [Fact]
    public async Task Reset_WhileTheLatchIsClosed_IsOnRecordAsAFailedReset()
    {
        await using var host = await CoreHost.CreateAsync();
        host.Get<LocalLatch>().Close(StopRecord.Create(Actors.Operator, "smoke", "node-9", SafetyStates.Then));

        var result = await host.Get<SafetyCommands>().ResetAsync(Actors.Admin, "fixed", "RESET", 1, CancellationToken.None);

        Assert.Equal(
            (CommandStatus.Conflict, "Emergency stop by olga@example.org: smoke. It is not stored yet; try again in a moment."),
            (result.Status, result.Message)
        );
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(
            ("emergency-stop.reset", AuditOutcome.Failed, "parser_settings", "1"),
            (entry.Action, entry.Outcome, entry.EntityType, entry.EntityId)
        );
        Assert.Contains("fixed", entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_WhileTheStopFileIsThere_SaysWhatToDoAndNothingOfStoring()
    {
        await using var host = await CoreHost.CreateAsync();
        host.Get<LocalLatch>().SetStopFile(true);

        var result = await host.Get<SafetyCommands>().ResetAsync(Actors.Admin, "fixed", "RESET", 1, CancellationToken.None);

        Assert.Equal("A file named STOP is in the data folder of this node. Remove it to go on.", result.Message);
    }

    [Fact]
    public async Task SwitchMode_ToManual_EndsScheduledRunsAtOnce()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.SwitchToAutoAsync();
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync(trigger: JobTrigger.Schedule);

        await host.Get<SafetyCommands>().SwitchModeAsync(Actors.Operator, ParserMode.Manual, "night", 2, CancellationToken.None);

        Assert.True(run.Stopping.IsCancellationRequested);
        Assert.Equal("Mode changed to manual by olga@example.org: night", Assert.Single(host.Get<ActiveRuns>().All).CancelReason);
    }

    [Fact]
    public async Task SwitchMode_Refused_EndsNothing()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.SwitchToAutoAsync();
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync(trigger: JobTrigger.Schedule);

        var stale = await host.Get<SafetyCommands>().SwitchModeAsync(Actors.Operator, ParserMode.Manual, "n", 1, CancellationToken.None);
        var empty = await host.Get<SafetyCommands>().SwitchModeAsync(Actors.Operator, ParserMode.Manual, " ", 2, CancellationToken.None);

        Assert.Equal((CommandStatus.Conflict, CommandStatus.Invalid), (stale.Status, empty.Status));
        Assert.False(run.Stopping.IsCancellationRequested);
    }

    [Fact]
    public async Task SwitchMode_AlreadySo_IsDoneAndNotOnRecord()
    {
        await using var host = await CoreHost.CreateAsync();
        var before = await host.AuditAsync();

        var result = await host.Get<SafetyCommands>()
            .SwitchModeAsync(Actors.Operator, ParserMode.Manual, "night", 1, CancellationToken.None);

        Assert.Equal((CommandStatus.Done, 1L), (result.Status, result.Value!.Version));
        Assert.Equal(before.Count, (await host.AuditAsync()).Count);
    }

    [Fact]
    public async Task FailSafe_InManual_IsDone()
    {
        await using var host = await CoreHost.CreateAsync();

        var result = await host.Get<SafetyCommands>().FailSafeAsync("failures", CancellationToken.None);

        Assert.Equal((CommandStatus.Done, 1L), (result.Status, result.Value!.Version));
    }

    [Theory]
    [InlineData(20, 16, "16 of the last 20 jobs failed (the limit is 80 %)")]
    [InlineData(20, 15, null)]
    [InlineData(19, 19, null)]
    public void Reason_OfTheFailSafe_NamesHowManyAndTheLimit(int ended, int failed, string? words) =>
        Assert.Equal(words, FailSafeRule.Reason(ended, failed, 20, 80));
}
