using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>Somebody writes the settings row by hand just while a stop is stored: the stop counts, whatever the row says.</summary>
public sealed class OvertakenStopTests
{
    private static readonly StopRecord Stop = StopRecord.Create(Actors.Operator, "smoke", "node-1", SafetyStates.Then);

    [Theory, EachDatabase]
    public async Task Look_EpochRaisedByHandBeyondTheStop_IsStoppedAndOnRecord(TestDatabase database) =>
        await AssertStopsAsync(database, "UPDATE parser_settings SET epoch = epoch + 5");

    [Theory, EachDatabase]
    public async Task Look_ModeAndEpochWritten_IsStoppedAndOnRecord(TestDatabase database) =>
        await AssertStopsAsync(database, "UPDATE parser_settings SET epoch = 9, mode = 'auto', enable_autoupdate = true");

    [Theory, EachDatabase]
    public async Task Store_EpochTurnedBelowZero_IsCountedFromZero(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SqlAsync("UPDATE parser_settings SET epoch = -5");

        Assert.Equal(1, await host.Get<StopLine>().StoreAsync(Stop, CancellationToken.None));

        await host.SqlAsync("UPDATE parser_settings SET epoch = 0");
        Assert.True((await host.SettingsAsync()).Stopped);
    }

    [Fact]
    public async Task Read_StopThatNoDatabaseHasTakenYet_IsStopped()
    {
        await using var host = await CoreHost.CreateAsync();

        host.Get<EmergencyStop>().ApplyCancellation(Stop);

        var settings = await host.SettingsAsync();
        Assert.Equal((true, "olga@example.org", "smoke"), (settings.Stopped, settings.StoppedBy, settings.StopReason));
    }

    [Fact]
    public async Task Read_RowHoldsWhatTheProgramNeverWrote_IsAFaultOfTheDatabase()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.SqlAsync("UPDATE parser_settings SET updated_at = 'nonsense'");

        var failed = await Assert.ThrowsAsync<UnreadableRowException>(() => host.SettingsAsync());

        Assert.True(StorageFaults.IsOutage(failed));
        Assert.Equal(DatabaseFault.Damaged, DatabaseFaults.KindOf(failed));
        Assert.Contains("parser_settings", failed.Message, StringComparison.Ordinal);
        Assert.Contains("nonsense", failed.Message, StringComparison.Ordinal);
    }

    private static async Task AssertStopsAsync(TestDatabase database, string change)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var auto = await host.SwitchToAutoAsync();
        await host.AddSourceAsync();
        await host.Get<StopLine>().StoreAsync(Stop, CancellationToken.None);

        await host.SqlAsync(change);

        var run = new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", auto.Epoch, Scheduled: false);
        var refused = await host.Get<ExecutionGate>().AskAsync(run, GateAction.Start, CancellationToken.None);
        Assert.Equal(GateRefusal.Stopped, refused?.Refusal);
        Assert.True((await host.SettingsAsync()).Stopped);

        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        Assert.Equal(1, await host.CountAsync("SELECT count(*) FROM parser_settings WHERE stopped AND stopped_by = 'olga@example.org'"));
        Assert.Single(await host.AuditAsync(), entry => entry.Action == EmergencyStop.Action);
    }
}
