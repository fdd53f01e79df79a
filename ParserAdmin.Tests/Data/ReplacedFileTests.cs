using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data;

/// <summary>SQLite's file is deleted, renamed or replaced under a program that has it open: what holds is what lies there now.</summary>
public sealed class ReplacedFileTests : IAsyncLifetime
{
    private static readonly RunIdentity ByHand = new(Guid.CreateVersion7(), "catalog-sync", "shop", 0, Scheduled: false);
    private CoreHost _host = default!;

    private string Database => Path.Combine(_host.DataDirectory, DataDirectory.DatabaseFile);

    public async Task InitializeAsync()
    {
        _host = await CoreHost.CreateAsync();
        await _host.AddSourceAsync();
        await _host.SwitchToAutoAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Gate_StoppedInTheFileThatWasPutThere_Refuses()
    {
        Assert.Null(await RefusalAsync());

        await ReplaceAsync("UPDATE parser_settings SET stopped = 1, stopped_by = 'vic'");

        Assert.Equal(GateRefusal.Stopped, await RefusalAsync());
        Assert.Equal((true, "vic"), await _host.SettingsAsync() is var settings ? (settings.Stopped, settings.StoppedBy) : default);
    }

    [Fact]
    public async Task Look_FileWasReplaced_IsDueAtOnce()
    {
        var watch = new ChangeWatch(_host.Get<DatabaseChanges>(), TimeSpan.FromHours(1), _host.Clock);
        Assert.True(watch.IsLookDue(TimeSpan.Zero));
        Assert.False(watch.IsLookDue(TimeSpan.Zero));

        await ReplaceAsync("UPDATE parser_settings SET mode = 'manual'");

        Assert.True(watch.IsLookDue(TimeSpan.Zero));
    }

    [Fact]
    public async Task Stop_AfterTheFileWasReplaced_HoldsThere()
    {
        await ReplaceAsync("UPDATE parser_settings SET time_zone = 'Europe/Oslo'");

        // The clock stands: no patience ends before the database has answered.
        var stopped = await _host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        Assert.True(stopped.Value!.Stored);
        Assert.Null(_host.Get<LocalLatch>().Reason);
        Assert.Equal(GateRefusal.Stopped, await RefusalAsync());
        await using var own = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=false");
        await own.OpenAsync();
        await using var command = own.CreateCommand();
        command.CommandText = "SELECT count(*) FROM emergency_stops";
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gate_FileIsGone_RefusesAndMakesNoOther(bool renamed)
    {
        var aside = Database + ".aside";
        File.Move(Database, aside);
        if (!renamed)
            File.Delete(aside);

        Assert.Equal(GateRefusal.SettingsUnreadable, await RefusalAsync());
        Assert.Equal(GateRefusal.SettingsUnreadable, await RefusalAsync());
        var failed = await Assert.ThrowsAnyAsync<Exception>(() => _host.SettingsAsync());
        Assert.Equal(DatabaseFault.Missing, DatabaseFaults.KindOf(failed));
        Assert.False(File.Exists(Database));
        if (!renamed)
            return;

        File.Move(aside, Database);
        Assert.Null(await RefusalAsync());
    }

    [Fact]
    public async Task Commit_BegunBeforeTheFileWasReplaced_Fails()
    {
        await using var context = await _host.OpenAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Set<Source>().ExecuteUpdateAsync(set => set.SetProperty(source => source.Name, "Written late"));
        await ReplaceAsync("UPDATE parser_settings SET time_zone = 'Europe/Oslo'");

        var failed = await Assert.ThrowsAnyAsync<Exception>(() => transaction.CommitAsync());

        Assert.True(StorageFaults.IsOutage(failed));
        await using var fresh = await _host.OpenAsync();
        Assert.NotEqual("Written late", (await fresh.Set<Source>().SingleAsync()).Name);
    }

    private async Task<GateRefusal?> RefusalAsync() =>
        (await _host.Get<ExecutionGate>().AskAsync(ByHand, GateAction.Start, CancellationToken.None))?.Refusal;

    /// <summary>A copy, changed by another program, takes the place of the file, as when a backup is put back.</summary>
    private async Task ReplaceAsync(string change)
    {
        var copy = Database + ".copy";
        await using (var own = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=false"))
        {
            await own.OpenAsync();
            await using var backup = own.CreateCommand();
            backup.CommandText = $"VACUUM INTO '{copy}'";
            await backup.ExecuteNonQueryAsync();
        }

        await using (var other = new SqliteConnection($"Data Source={copy};Pooling=false"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = change;
            await command.ExecuteNonQueryAsync();
        }

        File.Move(copy, Database, overwrite: true);
        File.Delete(Database + "-wal");
        File.Delete(Database + "-shm");
    }
}
