using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Settings;

/// <summary>What someone writes into parser_settings with another program.</summary>
public sealed class ChangedBehindTests
{
    [Theory, EachDatabase]
    public async Task Look_ModeSetToManual_EndsScheduledRunsAndIsOnRecord(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var auto = await host.SwitchToAutoAsync();
        using var scheduled = host.Get<ActiveRuns>()
            .Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", auto.Epoch, Scheduled: true));
        using var byHand = host.Get<ActiveRuns>()
            .Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "books", auto.Epoch, Scheduled: false));

        await host.SqlAsync("UPDATE parser_settings SET mode = 'manual' WHERE id = 1");
        await PollAsync(host);

        Assert.True(scheduled.Stopping.IsCancellationRequested);
        Assert.False(byHand.Stopping.IsCancellationRequested);
        var settings = await host.SettingsAsync();
        Assert.Equal(
            (ParserMode.Manual, auto.Version + 1, auto.Epoch, "database"),
            (settings.Mode, settings.Version, settings.Epoch, settings.UpdatedBy)
        );
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(
            (ActorType.Database, "database", "settings.change", "parser_settings"),
            (entry.ActorType, entry.ActorName, entry.Action, entry.EntityType)
        );
        Assert.Contains("\"mode\":\"auto\"", entry.Before, StringComparison.Ordinal);
        Assert.Contains("\"mode\":\"manual\"", entry.After, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Look_AutoAndAutoupdateSet_AreTakenOver(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);

        await host.SqlAsync("UPDATE parser_settings SET mode = 'auto', enable_autoupdate = true WHERE id = 1");
        await PollAsync(host);

        var settings = await host.SettingsAsync();
        Assert.Equal((ParserMode.Auto, true, 2L, 0L), (settings.Mode, settings.EnableAutoupdate, settings.Version, settings.Epoch));
        Assert.False(SettingsJson.IsChangedBehind(settings));
        Assert.Contains("\"enableAutoupdate\":true", (await host.AuditAsync())[^1].After, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Look_StoppedSet_IsAWholeStop(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var auto = await host.SwitchToAutoAsync();
        using var byHand = host.Get<ActiveRuns>()
            .Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", auto.Epoch, Scheduled: false));

        await host.SqlAsync("UPDATE parser_settings SET stopped = true WHERE id = 1");
        await PollAsync(host);

        var settings = await host.SettingsAsync();
        Assert.Equal(
            (true, ParserMode.Manual, auto.Epoch + 1, "database"),
            (settings.Stopped, settings.Mode, settings.Epoch, settings.StoppedBy)
        );
        Assert.NotNull(settings.StoppedAt);
        Assert.True(byHand.Stopping.IsCancellationRequested);
    }

    [Theory, EachDatabase]
    public async Task Look_StopTakenAwayByHand_LandsInManual(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        await host.SqlAsync("UPDATE parser_settings SET stopped = false, mode = 'auto' WHERE id = 1");
        await PollAsync(host);

        var settings = await host.SettingsAsync();
        Assert.Equal((false, ParserMode.Manual, null, null), (settings.Stopped, settings.Mode, settings.StoppedBy, settings.StopReason));
    }

    [Theory, EachDatabase]
    public async Task Look_EpochAndVersionTurnedBack_StayAsHighAsTheyWere(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);
        var stopped = await host.SettingsAsync();

        await host.SqlAsync("UPDATE parser_settings SET epoch = 0, version = 1 WHERE id = 1");
        await PollAsync(host);

        var settings = await host.SettingsAsync();
        Assert.Equal((stopped.Epoch, stopped.Version + 1), (settings.Epoch, settings.Version));
    }

    [Theory, EachDatabase]
    public async Task Look_NothingChanged_WritesNothing(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);

        await PollAsync(host);
        await PollAsync(host);

        Assert.Single(await host.AuditAsync());
    }

    [Theory, EachDatabase]
    public async Task Look_TwoNodesAtOnce_WriteOneEntry(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();

        for (var round = 0; round < 5; round++)
        {
            var before = (await host.AuditAsync()).Count;
            await host.SqlAsync($"UPDATE parser_settings SET retry_max = {10 + round} WHERE id = 1");
            await Task.WhenAll(Task.Run(() => PollAsync(host)), Task.Run(() => PollAsync(other)));
            Assert.Equal(before + 1, (await host.AuditAsync()).Count);
        }
    }

    [Theory, EachDatabase]
    public async Task Change_RightAfterAHandWrittenOne_DoesNotHideIt(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SwitchToAutoAsync();

        await host.SqlAsync("UPDATE parser_settings SET retry_max = 9 WHERE id = 1");
        await host.Get<SafetyCommands>().SwitchModeAsync(Actors.Operator, ParserMode.Manual, "night", null, CancellationToken.None);

        var last = (await host.AuditAsync()).TakeLast(2).ToList();
        Assert.Equal(
            [(ActorType.Database, "settings.change"), (ActorType.User, "mode.switch")],
            last.Select(entry => (entry.ActorType, entry.Action))
        );
        Assert.Contains("\"retryMax\":9", last[0].After, StringComparison.Ordinal);
        Assert.DoesNotContain("retryMax", last[1].After, StringComparison.Ordinal);
        Assert.Equal((9, ParserMode.Manual), ((await host.SettingsAsync()).RetryMax, (await host.SettingsAsync()).Mode));
    }

    [Fact]
    public async Task Change_DecidedBeforeAHandWrittenOne_IsStaleAndTheHandWrittenOneStillNoticed()
    {
        await using var host = await CoreHost.CreateAsync();
        var seen = await host.SettingsAsync();

        await host.SqlAsync("UPDATE parser_settings SET retry_max = 9 WHERE id = 1");
        var result = await host.Get<SafetyCommands>()
            .SwitchModeAsync(Actors.Operator, ParserMode.Auto, "day", seen.Version, CancellationToken.None);
        await PollAsync(host);

        Assert.Equal(CommandStatus.Conflict, result.Status);
        Assert.Equal(ParserMode.Manual, (await host.SettingsAsync()).Mode);
        Assert.Contains(await host.AuditAsync(), entry => entry.ActorType == ActorType.Database);
    }

    private static Task PollAsync(CoreHost host) => host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
}
