using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data.Postgres;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>
/// A stop while somebody holds what the program needs to write: it is in force at once, and on record as soon as they let go, once.
/// </summary>
public sealed class LockedDatabaseTests
{
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Locks =>
        [
            "SELECT 1 FROM parser_settings WHERE id = 1 FOR SHARE",
            "SELECT 1 FROM parser_settings WHERE id = 1 FOR UPDATE",
            "SELECT pg_advisory_xact_lock(1346437121)",
            "SELECT pg_advisory_xact_lock(1346437122)",
        ];

    [PostgresTheory, MemberData(nameof(Locks))]
    public async Task Stop_WhatItWritesIsHeld_IsInForceAtOnceAndOnRecordAfterwards(string hold)
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await host.SwitchToAutoAsync();
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync();
        var pending = await host.AddJobAsync(JobStatus.Pending, "books");
        await using var other = await host.OpenAsync();
        await using var held = await other.Database.BeginTransactionAsync();
        await other.Database.ExecuteSqlRawAsync(hold);

        var stopping = host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        await StoredAsync(host);
        var result = await host.PumpAsync(stopping);

        Assert.Equal(
            (true, 1L, true, true, false),
            (result.Succeeded, result.Value!.Epoch, result.Value.Told, result.Value.Stored, result.Value.Audited)
        );
        Assert.True(run.Stopping.IsCancellationRequested);
        await AssertStoppedAsync(host);
        Assert.DoesNotContain(await host.AuditAsync(), entry => entry.Action == EmergencyStop.Action);

        await held.RollbackAsync();
        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        await AssertStoppedAsync(host);
        Assert.Equal(1, await host.CountAsync("SELECT count(*) FROM parser_settings WHERE stopped AND epoch = 1"));
        await AssertOneEntryAsync(host, "olga@example.org", "smoke");
        Assert.Equal(JobStatus.Cancelled, (await host.JobAsync(pending.Id)).Status);
    }

    [PostgresFact]
    public async Task Stop_AnotherOneIsNotCommittedYet_GoesPastItsEpoch()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var other = await host.OpenAsync();
        await using var open = await other.Database.BeginTransactionAsync();
        other.Add(StopRecord.Create(Actors.Admin, null, "node-9", SafetyStates.Then) with { Epoch = 1 });
        await other.SaveChangesAsync();

        var result = await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None).WaitAsync(Hanging);

        Assert.Equal((true, 2L), (result.Succeeded, result.Value!.Epoch));
        Assert.Equal((true, 2L), ((await host.SettingsAsync()).Stopped, (await host.SettingsAsync()).Epoch));
    }

    [Fact]
    public async Task Stop_SqliteIsWrittenByAnotherProgram_IsInForceKeptAndStoredAfterwards()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync();
        await using var other = await host.OpenAsync();
        var held = await other.Database.BeginTransactionAsync();

        var stopping = host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        await host.Clock.WaitForTimerAsync(EmergencyStop.StorePatience);
        host.Clock.Advance(EmergencyStop.StorePatience);
        var result = await stopping.WaitAsync(Hanging);

        Assert.Equal((CommandStatus.Unavailable, false, true), (result.Status, result.Value!.Stored, result.Value.Kept));
        Assert.Contains("kept in the data folder", result.Message, StringComparison.Ordinal);
        Assert.True(run.Stopping.IsCancellationRequested);
        Assert.Equal("Emergency stop by olga@example.org: smoke", host.Get<LocalLatch>().Reason);
        var kept = Assert.Single(host.Get<UnstoredStops>().Read());
        Assert.Equal(("olga@example.org", "smoke", Actors.Operator.Role), (kept.StoppedBy, kept.Reason, kept.ActorRole));

        await held.DisposeAsync();
        await UntilAsync(host, async () => (await host.AuditAsync()).Any(entry => entry.Action == EmergencyStop.Action));

        Assert.Null(host.Get<LocalLatch>().Reason);
        Assert.Empty(host.Get<UnstoredStops>().Read());
        await AssertStoppedAsync(host);
        await AssertOneEntryAsync(host, "olga@example.org", "smoke");
    }

    [Fact]
    public async Task Stop_NeitherDatabaseNorDiskTakeIt_IsInForceAndSaysThatMemoryAloneKeepsIt()
    {
        await using var host = await CoreHost.CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(host.DataDirectory, "unstored-stops"), "a file where the folder should be");
        await host.SqlAsync("ALTER TABLE emergency_stops RENAME TO hidden");

        var result = await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None).WaitAsync(Hanging);

        Assert.Equal((CommandStatus.Unavailable, false, false), (result.Status, result.Value!.Stored, result.Value.Kept));
        Assert.Contains("memory of this program alone", result.Message, StringComparison.Ordinal);
        Assert.NotNull(host.Get<LocalLatch>().Reason);
        await host.SqlAsync("ALTER TABLE hidden RENAME TO emergency_stops");
        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
        await AssertStoppedAsync(host);
        await AssertOneEntryAsync(host, "olga@example.org", "smoke");
    }

    [PostgresFact]
    public async Task Stop_DatabaseIsReadOnly_IsOneStopWithWhoAndWhyOnceItCanBeWritten()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await SetReadOnlyAsync(host, "on");
        await File.WriteAllTextAsync(Path.Combine(host.DataDirectory, "STOP"), "water");

        var result = await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None).WaitAsync(Hanging);
        for (var look = 0; look < 20; look++)
            await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        Assert.Equal((CommandStatus.Unavailable, true, false), (result.Status, result.Value!.Told, result.Value.Stored));
        Assert.Contains("read-only", result.Message, StringComparison.Ordinal);
        Assert.Contains("The other nodes were told. ", result.Message, StringComparison.Ordinal);
        Assert.Single(host.Get<UnstoredStops>().Read());
        File.Delete(Path.Combine(host.DataDirectory, "STOP"));
        await SetReadOnlyAsync(host, "off");
        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        await AssertStoppedAsync(host);
        await AssertOneEntryAsync(host, "olga@example.org", "smoke");
        Assert.Empty(host.Get<UnstoredStops>().Read());
    }

    [PostgresFact]
    public async Task Look_StopFileWhileReadOnly_IsOneStopInAll()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await SetReadOnlyAsync(host, "on");
        await File.WriteAllTextAsync(Path.Combine(host.DataDirectory, "STOP"), "water");

        for (var look = 0; look < 20; look++)
            await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
        Assert.Single(host.Get<LocalLatch>().Unstored);
        await SetReadOnlyAsync(host, "off");
        for (var look = 0; look < 5; look++)
            await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        Assert.Equal((true, 1L), ((await host.SettingsAsync()).Stopped, (await host.SettingsAsync()).Epoch));
        await AssertOneEntryAsync(host, "system", "STOP file: water");
    }

    private static async Task SetReadOnlyAsync(CoreHost host, string value)
    {
        await using var context = await host.OpenAsync();
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using (
            var own = new NpgsqlConnection(
                PostgresDialect.Bounded(host.Configuration["ParserAdmin:Database:ConnectionString"]!) + ";Pooling=false"
            )
        )
        {
            await own.OpenAsync();
            await using var command = own.CreateCommand();
            command.CommandText = "SET default_transaction_read_only = off";
            await command.ExecuteNonQueryAsync();
            command.CommandText =
                $"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = {value}', current_database()); END $$";
            await command.ExecuteNonQueryAsync();
        }

        // Sessions keep what held when they began.
        NpgsqlConnection.ClearPool(connection);
    }

    private static async Task AssertStoppedAsync(CoreHost host)
    {
        var settings = await host.SettingsAsync();
        Assert.Equal(
            (true, ParserMode.Manual, 1L, "olga@example.org", "smoke"),
            (settings.Stopped, settings.Mode, settings.Epoch, settings.StoppedBy, settings.StopReason)
        );
        Assert.NotNull(settings.StoppedAt);
        var asked = await host.Get<IGateFacts>()
            .ReadAsync(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", 0, false), CancellationToken.None);
        Assert.Equal((true, 1L, "olga@example.org"), (asked.Settings.Stopped, asked.Settings.Epoch, asked.Settings.StoppedBy));
    }

    private static async Task AssertOneEntryAsync(CoreHost host, string actor, string reason)
    {
        var entry = Assert.Single(await host.AuditAsync(), entry => entry.Action == EmergencyStop.Action);
        Assert.Equal((actor, reason, 1L), (entry.ActorName, entry.Reason, entry.Epoch));
        Assert.True((await host.Get<AuditVerifier>().VerifyAsync(CancellationToken.None)).Intact);
    }

    /// <summary>The clock stands until then: no patience ends before the database has answered.</summary>
    private static Task StoredAsync(CoreHost host) =>
        UntilAsync(host, () => Task.FromResult(host.Get<LocalLatch>().Reason is null), look: false);

    private static async Task UntilAsync(CoreHost host, Func<Task<bool>> holds, bool look = true)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < Hanging, "It has not happened");
            if (look)
                await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
            await Task.Delay(10);
        }
    }
}
