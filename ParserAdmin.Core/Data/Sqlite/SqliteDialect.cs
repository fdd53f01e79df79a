using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data.Search;

namespace ParserAdmin.Core.Data.Sqlite;

/// <summary>SQLite has one writer at a time, and our transactions begin IMMEDIATE: to be in one is to hold every lock there is.</summary>
public sealed class SqliteDialect : DatabaseDialect
{
    public override bool SharedByNodes => false;

    public override DatabaseStamp CreateStamp(string connectionString) => new SqliteStamp(connectionString);

    public override IEnumerable<string> AuditTriggers =>
    [
        "CREATE TRIGGER audit_logs_no_update BEFORE UPDATE ON audit_logs BEGIN SELECT RAISE(ABORT, 'audit_logs cannot be changed'); END;",
        "CREATE TRIGGER audit_logs_no_delete BEFORE DELETE ON audit_logs BEGIN SELECT RAISE(ABORT, 'audit_logs cannot be deleted'); END;",
    ];

    public override IEnumerable<string> DropAuditTriggers =>
        ["DROP TRIGGER IF EXISTS audit_logs_no_update;", "DROP TRIGGER IF EXISTS audit_logs_no_delete;"];

    public override IEnumerable<string> SearchIndex(string table) => SqliteSearch.Create(table);

    public override IEnumerable<string> DropSearchIndex(string table) => SqliteSearch.Drop(table);

    public override Task LockAuditChainAsync(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task LockAdmissionAsync(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Never makes a file: an empty database would take the stop, and nobody would read it there.</summary>
    public override DbConnection CreateStopConnection(string connectionString) => new SqliteConnection(
        new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 1, Mode = SqliteOpenMode.ReadWrite }.ConnectionString);

    public override string StopConnectionSetup => "PRAGMA busy_timeout=400";

    /// <summary>EF takes its own lock table on SQLite; a file beside the database keeps two first starts apart before that exists.</summary>
    public override async Task<IAsyncDisposable> LockMigrationAsync(DbContext context, CancellationToken cancellationToken)
    {
        var path = new SqliteConnectionStringBuilder(context.Database.GetConnectionString()).DataSource + ".migrating";
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    internal override Task<SearchStatement> SearchAsync(DbContext context, string table, IReadOnlyList<SearchTerm> terms, bool ordered, CancellationToken cancellationToken) =>
        SqliteSearch.FindAsync(context, table, terms, ordered, cancellationToken);

    // Between two prices: the driver finds each parameter by name among all others, so many rows take longer than their sum; and each statement
    // that fires a trigger makes FTS5 write down the words that it held back, so single rows do, too.
    internal override int RowsAStatement(int columns) => Math.Max(1, 200 / columns);
}
