using Microsoft.Data.Sqlite;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Settings;

/// <summary>The row of parser_settings is deleted, or an older one lies in its place.</summary>
public sealed class LostSettingsTests
{
    private const string Older =
        "UPDATE parser_settings SET mode = kept.mode, stopped = kept.stopped, stopped_at = kept.stopped_at, stopped_by = kept.stopped_by, "
        + "stop_reason = kept.stop_reason, epoch = kept.epoch, version = kept.version, updated_at = kept.updated_at, "
        + "updated_by = kept.updated_by, update_reason = kept.update_reason, sealed = kept.sealed FROM kept";

    [Theory, EachDatabase]
    public async Task Start_RowIsDeleted_IsStoppedBeyondAllThatIsOnRecordAndNoStopIsAuditedAgain(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var before = await StopAndResetAsync(host, "first", "second");
        await host.SqlAsync("DELETE FROM parser_settings");
        await using var started = await host.JoinAsync();

        await started.Get<SettingsStore>().EnsureCreatedAsync(CancellationToken.None);
        await PollAsync(started);
        await PollAsync(started);

        await AssertLostAsync(started, before, "missing");
    }

    [Theory, EachDatabase]
    public async Task Look_RowIsDeleted_ClosesTheGateAndWritesANewRowWithTheLimitsOfBefore(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SqlAsync("UPDATE parser_settings SET retry_max = 9");
        await PollAsync(host);
        var before = await StopAndResetAsync(host, "first");
        await PollAsync(host);
        using var run = host.Get<ActiveRuns>()
            .Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", before.Epoch, Scheduled: false));

        await host.SqlAsync("DELETE FROM parser_settings");
        var read = await host.SettingsAsync();
        Assert.True(read.Stopped);
        Assert.Contains("missing", read.StopReason, StringComparison.Ordinal);
        await PollAsync(host);

        Assert.True(run.Stopping.IsCancellationRequested);
        Assert.Contains("missing", host.Get<LocalLatch>().Reason, StringComparison.Ordinal);
        await PollAsync(host);
        Assert.Null(host.Get<LocalLatch>().Reason);
        Assert.Equal(9, (await AssertLostAsync(host, before, "missing")).RetryMax);
    }

    [Theory, EachDatabase]
    public async Task Look_OlderRowIsPutBack_IsStoppedAndAcknowledgesStopsAgain(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await host.Get<NodeAgent>().StartAsync(CancellationToken.None);
        await host.SqlAsync("CREATE TABLE kept AS SELECT * FROM parser_settings");
        var before = await StopAndResetAsync(host, "first", "second");
        await PollAsync(host);

        await host.SqlAsync(Older);
        await PollAsync(host);
        await PollAsync(host);

        var lost = await AssertLostAsync(host, before, "went back");
        var stopped = await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "third", CancellationToken.None);
        Assert.True(stopped.Value!.Epoch > lost.Epoch);
        var nodes = await host.PumpAsync(
            host.Get<NodeQueries>().AcknowledgementsAsync(stopped.Value.Epoch!.Value, TimeSpan.FromMinutes(1), CancellationToken.None)
        );
        var node = Assert.Single(nodes!);
        Assert.Equal(stopped.Value.Epoch, node.AcknowledgedEpoch);
        Assert.NotNull(node.AcknowledgedMs);
        await host.Get<NodeAgent>().StopAsync(CancellationToken.None);
    }

    /// <summary>While nothing ran: only the trail knows how far the row had come.</summary>
    [Theory, EachDatabase]
    public async Task Start_OlderRowWasPutBack_IsStopped(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SqlAsync("CREATE TABLE kept AS SELECT * FROM parser_settings");
        var before = await StopAndResetAsync(host, "first", "second");
        await host.SqlAsync(Older);
        await using var started = await host.JoinAsync();

        await started.Get<SettingsStore>().EnsureCreatedAsync(CancellationToken.None);
        await PollAsync(started);

        await AssertLostAsync(started, before, "went back");
    }

    /// <summary>All tables are of before, so only what the node saw tells that anything is amiss.</summary>
    [Fact]
    public async Task Look_OlderCopyOfTheWholeDatabaseIsRestored_IsStoppedBeyondWhatTheNodeSaw()
    {
        await using var host = await CoreHost.CreateAsync();
        await using var file = new SqliteConnection($"Data Source={Path.Combine(host.DataDirectory, "parseradmin.db")};Pooling=false");
        await using var copy = new SqliteConnection("Data Source=:memory:");
        await file.OpenAsync();
        await copy.OpenAsync();
        file.BackupDatabase(copy);
        var before = await StopAndResetAsync(host, "first", "second");
        await PollAsync(host);

        copy.BackupDatabase(file);
        await PollAsync(host);
        await PollAsync(host);

        var lost = await host.SettingsAsync();
        Assert.Equal((true, "system", before.Epoch + 1), (lost.Stopped, lost.StoppedBy, lost.Epoch));
        Assert.True(lost.Version > before.Version);
        Assert.Equal(["settings.create", SettingsLoss.Action], (await host.AuditAsync()).Select(entry => entry.Action));
    }

    /// <summary>By it alone the program tells what another one wrote: without it a stop could be taken away unseen.</summary>
    [Theory, EachDatabase]
    public async Task Look_SealedCopyIsEmptied_IsStopped(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var before = await StopAndResetAsync(host, "first");

        await host.SqlAsync("UPDATE parser_settings SET sealed = '', mode = 'auto'");
        await PollAsync(host);
        await PollAsync(host);

        await AssertLostAsync(host, before, "cannot be read");
    }

    [Theory, EachDatabase]
    public async Task Look_SealedCopyIsNothing_IsStoppedInWords(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var before = await StopAndResetAsync(host, "first");

        await host.SqlAsync("UPDATE parser_settings SET sealed = 'garbage', mode = 'auto'");
        Assert.True((await host.SettingsAsync()).Stopped);
        await PollAsync(host);
        await PollAsync(host);

        await AssertLostAsync(host, before, "cannot be read");
    }

    [Theory, EachDatabase]
    public async Task Look_SealedCopyIsOfBeforeTheStops_NoStopIsAuditedAgain(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SqlAsync("CREATE TABLE kept AS SELECT * FROM parser_settings");
        var before = await StopAndResetAsync(host, "first", "second");

        await host.SqlAsync("UPDATE parser_settings SET sealed = (SELECT sealed FROM kept)");
        await PollAsync(host);
        await PollAsync(host);

        await AssertLostAsync(host, before, "went back");
    }

    [Theory, EachDatabase]
    public async Task Look_StopIsNewerThanALostRow_IsAuditedOnce(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await StopAndResetAsync(host, "first");
        await host.SqlAsync("DELETE FROM parser_settings");
        var stop = StopRecord.Create(Actors.Operator, "second", "node-9", SafetyStates.Then);
        await host.Get<StopLine>().StoreAsync(stop, CancellationToken.None);

        await PollAsync(host);
        await PollAsync(host);

        var reasons = (await host.AuditAsync()).Where(entry => entry.Action == EmergencyStop.Action).Select(entry => entry.Reason);
        Assert.Equal(["first", "second"], reasons);

        // What is compared is not one and the same row.
        Assert.All(await host.AuditAsync(), entry => Assert.DoesNotContain("{}", entry.After, StringComparison.Ordinal));
        Assert.Single(await host.AuditAsync(), entry => entry.Action == SettingsLoss.Action);
    }

    [Theory, EachDatabase]
    public async Task Read_RowIsDeleted_IsAFaultOfItsOwnThatSaysWhatToDo(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SqlAsync("DELETE FROM parser_settings");
        await using var context = await host.OpenAsync();

        var failed = await Assert.ThrowsAsync<LostRowException>(() => SettingsStore.ReadAsync(context, CancellationToken.None));

        Assert.True(StorageFaults.IsOutage(failed));
        Assert.Equal(DatabaseFault.NoSettings, DatabaseFaults.KindOf(failed));
        var words = DatabaseFaults.Text(DatabaseFault.NoSettings, host.Get<ParserAdmin.Core.Data.DatabasePlace>());
        Assert.Contains("parser_settings", words, StringComparison.Ordinal);
        Assert.Contains("reset the stop", words, StringComparison.Ordinal);
    }

    /// <summary>Each stop is reset, so that what is told afterwards is none of them.</summary>
    private static async Task<ParserSettings> StopAndResetAsync(CoreHost host, params string[] reasons)
    {
        foreach (var reason in reasons)
        {
            await host.Get<EmergencyStop>().StopAsync(Actors.Operator, reason, CancellationToken.None);
            await PollAsync(host);
            var reset = await host.Get<SafetyCommands>()
                .ResetAsync(Actors.Admin, "safe", SafetyMachine.ResetWord, (await host.SettingsAsync()).Version, CancellationToken.None);
            Assert.True(reset.Succeeded);
        }

        return await host.SettingsAsync();
    }

    private static async Task<ParserSettings> AssertLostAsync(CoreHost host, ParserSettings before, string words)
    {
        var lost = await host.SettingsAsync();
        Assert.Equal((true, "system", ParserMode.Manual), (lost.Stopped, lost.StoppedBy, lost.Mode));
        Assert.Contains(words, lost.StopReason, StringComparison.Ordinal);
        Assert.Equal((before.Epoch + 1, before.Version + 1), (lost.Epoch, lost.Version));
        Assert.False(SettingsJson.IsChangedBehind(lost));
        var audit = await host.AuditAsync();
        Assert.Equal(before.Epoch, audit.Count(entry => entry.Action == EmergencyStop.Action));
        var entry = Assert.Single(audit, entry => entry.Action == SettingsLoss.Action);
        Assert.Equal((ActorType.System, lost.Epoch, lost.StopReason), (entry.ActorType, entry.Epoch, entry.Reason));
        return lost;
    }

    private static Task PollAsync(CoreHost host) => host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
}
