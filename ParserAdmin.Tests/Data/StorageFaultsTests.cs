using System.Net.Sockets;
using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;
using SchedulerException = Quartz.SchedulerException;

namespace ParserAdmin.Tests.Data;

public sealed class StorageFaultsTests
{
    public static TheoryData<Exception> Outages =>
        new()
        {
            new SqliteException("database is locked", 5),
            new NpgsqlException("Failed to connect", new SocketException((int)SocketError.ConnectionRefused)),
            Postgres("57P01"),
            Server(-2),
            new DbUpdateException("An error occurred while saving", new SqliteException("disk I/O error", 10)),
            new DbUpdateConcurrencyException("Somebody was quicker"),
            new TimeoutException("The operation has timed out"),
            new RetryLimitExceededException("The maximum number of retries was exceeded", Postgres("57P03")),
            new InvalidOperationException(
                "An exception has been raised that is likely due to a transient failure",
                new NpgsqlException("Exception while reading from stream", new TimeoutException())
            ),
            new InvalidOperationException("Saving failed", new DbUpdateException("An error occurred", new SqliteException("locked", 6))),
            new SchedulerException("The job store failed", new SqliteException("disk I/O error", 10)),
            new AggregateException(new IOException("odd", Postgres("53300"))),
        };

    public static TheoryData<Exception, string> Plain =>
        new()
        {
            { new SqliteException("SQLite Error 5: 'database is locked'.", 5), "holds what has to be written" },
            { Postgres(PostgresErrorCodes.LockNotAvailable), "holds what has to be written" },
            { Server(1222), "holds what has to be written" },
            { Postgres("25P03"), "stood still in the midst of a transaction" },
            {
                new DbUpdateException("An error occurred while saving", Postgres(PostgresErrorCodes.ReadOnlySqlTransaction)),
                "The database is read-only"
            },
            { new TimeoutException("The operation has timed out"), "The operation has timed out" },
        };

    [Theory, MemberData(nameof(Plain))]
    public void Words_OfAFault_AreForPeople(Exception fault, string words) =>
        Assert.Contains(words, StorageFaults.Words(fault), StringComparison.Ordinal);

    [Fact]
    public void MetAnother_ARowOrATransaction_AreToldApart()
    {
        Assert.Equal(
            (false, false, false),
            (
                StorageFaults.MetAnother(new SqliteException("UNIQUE", 19)),
                StorageFaults.MetAnother(Postgres("23505")),
                StorageFaults.MetAnother(Server(2627))
            )
        );
        Assert.Equal((true, true), (StorageFaults.MetAnother(Postgres("55P03")), StorageFaults.MetAnother(Server(1222))));
        Assert.Equal(
            (null, null),
            (StorageFaults.MetAnother(Postgres("25006")), StorageFaults.MetAnother(new SqliteException("locked", 5)))
        );
    }

    public static TheoryData<Exception> Others =>
        new()
        {
            new InvalidOperationException("Collection was modified"),
            new InvalidOperationException("Outer", new FormatException("not a date")),
            new InvariantException("A job that is lost cannot become running"),
            new NotSupportedException(),
            new OperationCanceledException(),
            new IOException("The site closed the connection", new TimeoutException()),
            new SchedulerException("The scheduler has been shut down"),
        };

    public static TheoryData<Exception, bool> RefusedValues =>
        new()
        {
            { new SqliteException("string or blob too big", 18), false },
            { new SqliteException("CHECK constraint failed", 19, 275), false },
            { new SqliteException("UNIQUE constraint failed", 19, 2067), true },
            { new SqliteException("UNIQUE constraint failed: PRIMARY KEY", 19, 1555), true },
            { new SqliteException("datatype mismatch", 20), false },
            { Postgres(PostgresErrorCodes.StringDataRightTruncation), false },
            { Postgres(PostgresErrorCodes.CharacterNotInRepertoire), false },
            { Postgres(PostgresErrorCodes.NotNullViolation), false },
            { Postgres(PostgresErrorCodes.UniqueViolation), true },
            { Server(2628), false },
            { Server(2627), true },
            { new DbUpdateException("An error occurred", Postgres(PostgresErrorCodes.StringDataRightTruncation)), false },
            { new InvalidOperationException("transient?", new DbUpdateException("An error occurred", Server(2601))), true },
        };

    [Theory, MemberData(nameof(RefusedValues))]
    public void RefusesValue_OfAProvidersCode_IsNoOutage(Exception failed, bool taken) =>
        Assert.Equal(
            (true, taken, false, true),
            (StorageFaults.RefusesValue(failed), StorageFaults.IsTaken(failed), StorageFaults.IsOutage(failed), StorageFaults.IsNo(failed))
        );

    public static TheoryData<Exception, bool> Refusals =>
        new()
        {
            { new SqliteException("attempt to write a readonly database", 8), true },
            { new SqliteException("disk I/O error", 10), true },
            { new SqliteException("database disk image is malformed", 11), true },
            { new SqliteException("database or disk is full", 13), true },
            { new SqliteException("unable to open database file", 14), true },
            { new SqliteException("file is not a database", 26), true },
            { new SqliteException("database is locked", 5), false },
            { new SqliteException("UNIQUE constraint failed", 19), false },
            { Postgres(PostgresErrorCodes.DiskFull), true },
            { Postgres(PostgresErrorCodes.ReadOnlySqlTransaction), true },
            { Postgres(PostgresErrorCodes.InsufficientPrivilege), true },
            { Postgres(PostgresErrorCodes.IoError), true },
            { Postgres(PostgresErrorCodes.DataCorrupted), true },
            { Postgres(PostgresErrorCodes.IndexCorrupted), true },
            { Postgres(PostgresErrorCodes.UniqueViolation), false },
            { Postgres(PostgresErrorCodes.AdminShutdown), false },
            { Postgres(PostgresErrorCodes.TooManyConnections), false },
            { new NpgsqlException("Failed to connect", new SocketException((int)SocketError.ConnectionRefused)), false },
            { Server(823), true },
            { Server(824), true },
            { Server(1101), true },
            { Server(1105), true },
            { Server(3906), true },
            { Server(9002), true },
            { Server(1205), false },
            { Server(2627), false },
            { new DbUpdateException("An error occurred", new SqliteException("database or disk is full", 13)), true },
            {
                new InvalidOperationException(
                    "transient?",
                    new DbUpdateException("An error occurred", Postgres(PostgresErrorCodes.DiskFull))
                ),
                true
            },
            { new DbUpdateException("An error occurred"), false },
            { new TimeoutException(), false },
        };

    [Theory, MemberData(nameof(Outages))]
    public void IsOutage_OfTheDatabase_IsTrue(Exception failed) =>
        Assert.Equal((true, false), (StorageFaults.IsOutage(failed), StorageFaults.RefusesValue(failed)));

    [Theory, MemberData(nameof(Others))]
    public void IsOutage_OfSomethingElse_IsFalse(Exception failed) => Assert.False(StorageFaults.IsOutage(failed));

    [Theory, MemberData(nameof(Refusals))]
    public void RefusesWrites_OfAProvidersCode_IsAsTheDatabaseMeansIt(Exception failed, bool refuses) =>
        Assert.Equal(refuses, StorageFaults.RefusesWrites(failed));

    [Theory, EachDatabase]
    public async Task IsOutage_TheSettingsRowIsGone_IsTrue(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SqlAsync("DELETE FROM parser_settings");
        await using var context = await host.Get<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();

        var failed = await Assert.ThrowsAsync<LostRowException>(() => SettingsStore.ReadAsync(context, CancellationToken.None));

        Assert.True(StorageFaults.IsOutage(failed));
        Assert.Equal(DatabaseFault.NoSettings, DatabaseFaults.KindOf(failed));
    }

    [Theory, EachDatabase]
    public async Task IsOutage_ATableIsGone_IsTrueAndNoRefusal(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SqlAsync("ALTER TABLE parser_settings RENAME TO hidden");

        var failed = await Assert.ThrowsAnyAsync<Exception>(() => host.SettingsAsync());

        Assert.True(StorageFaults.IsOutage(failed));
        Assert.False(StorageFaults.RefusesWrites(failed));
    }

    [Theory, EachDatabase]
    public async Task RefusesValue_OfWhatATableDoesNotTake_IsNoOutage(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);

        var failed = await Assert.ThrowsAnyAsync<Exception>(() => host.SqlAsync("UPDATE parser_settings SET mode = 'sometimes'"));

        Assert.Equal((true, false), (StorageFaults.RefusesValue(failed), StorageFaults.IsOutage(failed)));
    }

    private static PostgresException Postgres(string state) => new("refused", "ERROR", "ERROR", state);

    /// <summary>The driver makes these only from what a server sent.</summary>
    private static SqlException Server(int number)
    {
        const BindingFlags hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var constructor = typeof(SqlError).GetConstructors(hidden).MinBy(candidate => candidate.GetParameters().Length)!;
        var arguments = constructor
            .GetParameters()
            .Select(parameter =>
                parameter.Name == "infoNumber" ? number
                : parameter.ParameterType == typeof(string) ? "refused"
                : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
                : null
            )
            .ToArray();
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", hidden)!.Invoke(errors, [constructor.Invoke(arguments)]);
        var create = typeof(SqlException).GetMethod("CreateException", hidden, [typeof(SqlErrorCollection), typeof(string)])!;
        return (SqlException)create.Invoke(null, [errors, "16.0"])!;
    }
}
