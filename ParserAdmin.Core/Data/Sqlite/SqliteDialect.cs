using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Data.Search;
using SQLitePCL;

namespace ParserAdmin.Core.Data.Sqlite;

/// <summary>SQLite has one writer at a time, and our transactions begin IMMEDIATE: to be in one is to hold every lock there is.</summary>
public sealed class SqliteDialect : DatabaseDialect
{
    public override bool SharedByNodes => false;

    public override DatabaseStamp CreateStamp(string connectionString) => new SqliteStamp(connectionString);

    public override string SizeQuery => "SELECT page_count * page_size AS \"Value\" FROM pragma_page_count(), pragma_page_size()";

    public override IEnumerable<string> AuditTriggers =>
        [
            "CREATE TRIGGER audit_logs_no_update BEFORE UPDATE ON audit_logs BEGIN SELECT RAISE(ABORT, 'audit_logs cannot be changed'); "
                + "END;",
            "CREATE TRIGGER audit_logs_no_delete BEFORE DELETE ON audit_logs BEGIN SELECT RAISE(ABORT, 'audit_logs cannot be deleted'); "
                + "END;",
            // REPLACE takes the row away without a word to the trigger on DELETE.
            "CREATE TRIGGER audit_logs_no_replace BEFORE INSERT ON audit_logs WHEN EXISTS (SELECT 1 FROM audit_logs "
                + "WHERE sequence = NEW.sequence) BEGIN SELECT RAISE(ABORT, 'audit_logs cannot be replaced'); END;",
        ];

    public override IEnumerable<string> DropAuditTriggers =>
        [
            "DROP TRIGGER IF EXISTS audit_logs_no_update;",
            "DROP TRIGGER IF EXISTS audit_logs_no_delete;",
            "DROP TRIGGER IF EXISTS audit_logs_no_replace;",
        ];

    public override IEnumerable<string> SearchIndex(string table) => SqliteSearch.Create(table);

    public override IEnumerable<string> DropSearchIndex(string table) => SqliteSearch.Drop(table);

    public override Task LockAuditChainAsync(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task LockAdmissionAsync(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Never makes a file: an empty database would take the stop, and nobody would read it there.</summary>
    public override DbConnection CreateStopConnection(DbContext context) =>
        new FirstSqliteConnection(
            new SqliteConnectionStringBuilder(context.Database.GetConnectionString())
            {
                Pooling = false,
                DefaultTimeout = 1,
                Mode = SqliteOpenMode.ReadWrite,
            }.ConnectionString,
            ((QueuedSqliteConnection)context.Database.GetDbConnection()).Queue
        );

    /// <summary>
    /// EF takes its own lock table on SQLite; a file beside the database keeps two first starts apart before that exists.
    /// </summary>
    public override async Task<IAsyncDisposable> LockMigrationAsync(DbContext context, CancellationToken cancellationToken)
    {
        var path = new SqliteConnectionStringBuilder(context.Database.GetConnectionString()).DataSource + ".migrating";
        while (true)
        {
            try
            {
                // It stays: a file that is deleted under its lock would let two processes hold one each.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException held) when (NodeLock.IsHeldByAnother(held))
            {
                await Task.Delay(100, cancellationToken);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw DataDirectory.Unusable(Path.GetDirectoryName(Path.GetFullPath(path))!, refused);
            }
        }
    }

    /// <summary>EF's lock is a row, which outlives a killed process; whoever holds our file knows that it is nobody's.</summary>
    public override async Task PrepareMigrationAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (
            await context
                .Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
                .SingleAsync(cancellationToken) > 0
        )
        {
            await context.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
        }
    }

    /// <summary>
    /// On a connection of its own, which finds what the open ones do not see: a file that is gone, was damaged or may no longer be written.
    /// The writer's lock is asked for and given back; nothing is written. That another one writes just now is no fault.
    /// </summary>
    public override async Task<DatabaseFault?> CheckAsync(DbContext context)
    {
        var own = new SqliteConnectionStringBuilder(context.Database.GetConnectionString())
        {
            Pooling = false,
            Mode = SqliteOpenMode.ReadWrite,
            DefaultTimeout = 1,
        };
        await using var connection = new SqliteConnection(own.ConnectionString);
        await connection.OpenAsync();

        // Two commands: what goes wrong after the first result of one the driver keeps to itself.
        await using var read = connection.CreateCommand();
        read.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        await using var write = connection.CreateCommand();
        write.CommandText = "BEGIN IMMEDIATE; ROLLBACK;";
        try
        {
            await read.ExecuteScalarAsync();
            await write.ExecuteNonQueryAsync();

            // A file that may not be written is opened for reading alone, and BEGIN IMMEDIATE says nothing of it there.
            return raw.sqlite3_db_readonly(connection.Handle, "main") == 1 ? DatabaseFault.ReadOnly : null;
        }
        catch (SqliteException busy) when (DatabaseFaults.KindOf(busy) == DatabaseFault.Busy)
        {
            return null;
        }
        catch (SqliteException refused) when (DatabaseFaults.KindOf(refused) == DatabaseFault.ReadOnly)
        {
            return DatabaseFault.ReadOnly;
        }
    }

    internal override Task<SearchStatement> SearchAsync(
        DbContext context,
        string table,
        IReadOnlyList<SearchTerm> terms,
        bool ordered,
        string? order,
        CancellationToken cancellationToken
    ) => SqliteSearch.FindAsync(context, table, terms, ordered, order, cancellationToken);

    internal override string SelectAlong(string table, string index) => $"SELECT {table}.* FROM {table} INDEXED BY {index}";

    // Between two prices: the driver finds each parameter by name among all others, so many rows take longer than their sum; and each
    // statement that fires a trigger makes FTS5 write down the words that it held back, so single rows do, too.
    internal override int RowsAStatement(int columns) => Math.Max(1, 200 / columns);
}
