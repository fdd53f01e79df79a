using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Data.Search;

namespace ParserAdmin.Core.Data.SqlServer;

public sealed class SqlServerDialect : DatabaseDialect
{
    /// <summary>The connection string of <see cref="LifelineContexts"/>.</summary>
    internal static string Lifeline(string connectionString) =>
        new SqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = LifelineContexts.Application,
            MinPoolSize = 0,
            MaxPoolSize = LifelineContexts.Connections,
            ConnectTimeout = LifelineContexts.Patience,
            CommandTimeout = LifelineContexts.Patience,
        }.ConnectionString;

    public override bool IsMadeByMigration => true;

    public override string SizeQuery => "SELECT SUM(CAST(size AS bigint)) * 8192 AS Value FROM sys.database_files";

    public override IEnumerable<string> AuditTriggers =>
        [
            """
                EXEC(N'CREATE TRIGGER audit_logs_no_change ON audit_logs INSTEAD OF UPDATE, DELETE AS
                BEGIN THROW 51000, ''audit_logs cannot be changed or deleted'', 1; END');
                """,
        ];

    public override IEnumerable<string> DropAuditTriggers => ["DROP TRIGGER IF EXISTS audit_logs_no_change;"];

    /// <summary>Its full-text service is often not installed, so none is asked for.</summary>
    public override IEnumerable<string> SearchIndex(string table) => [];

    public override IEnumerable<string> DropSearchIndex(string table) => [];

    public override Task LockAuditChainAsync(DbContext context, CancellationToken cancellationToken) =>
        LockInTransactionAsync(context, "parseradmin_audit", cancellationToken);

    public override Task LockAdmissionAsync(DbContext context, CancellationToken cancellationToken) =>
        LockInTransactionAsync(context, "parseradmin_admission", cancellationToken);

    public override Task LimitLockWaitsAsync(DbContext context, TimeSpan longest, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(
            string.Create(CultureInfo.InvariantCulture, $"SET LOCK_TIMEOUT {(int)longest.TotalMilliseconds}"),
            cancellationToken
        );

    public override DbConnection CreateStopConnection(DbContext context) =>
        new SqlConnection(
            new SqlConnectionStringBuilder(context.Database.GetConnectionString())
            {
                Pooling = false,
                ConnectTimeout = 1,
                CommandTimeout = 1,
                ApplicationName = "parseradmin-stop",
            }.ConnectionString
        );

    /// <summary>The epoch is read past locks: one that is never committed leaves a gap, and that is all.</summary>
    public override string StopConnectionSetup => "SET LOCK_TIMEOUT 100; SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED";

    public override async Task<IAsyncDisposable> LockMigrationAsync(DbContext context, CancellationToken cancellationToken)
    {
        // The database may not exist before the first migration, so the lock is taken in master. Pooling would keep the lock's session.
        var builder = new SqlConnectionStringBuilder(context.Database.GetConnectionString()) { InitialCatalog = "master", Pooling = false };
        var connection = new SqlConnection(builder.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "EXEC sp_getapplock 'parseradmin_migration', 'Exclusive', 'Session'";
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    public override async Task<DatabaseFault?> CheckAsync(DbContext context) =>
        await context
            .Database.SqlQueryRaw<string>("SELECT CAST(DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS nvarchar(20)) AS [Value]")
            .SingleAsync() == "READ_ONLY"
            ? DatabaseFault.ReadOnly
            : null;

    internal override string InsertMissing(string table, IReadOnlyList<string> columns, IReadOnlyList<string> key, string values) =>
        $"""
            MERGE {table} WITH (HOLDLOCK) AS known USING (VALUES {values}) AS fresh ({string.Join(", ", columns)})
            ON {string.Join(" AND ", key.Select(column => $"known.{column} = fresh.{column}"))}
            WHEN NOT MATCHED THEN INSERT ({string.Join(", ", columns)}) VALUES ({string.Join(
                ", ",
                columns.Select(column => $"fresh.{column}")
            )});
            """;

    /// <summary>
    /// Reads all rows: exact, and slow with a million of them. A binary collation, because others pass over private characters.
    /// </summary>
    internal override Task<SearchStatement> SearchAsync(
        DbContext context,
        string table,
        IReadOnlyList<SearchTerm> terms,
        bool ordered,
        string? order,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new SearchStatement(
                $"SELECT * FROM {table} WHERE "
                    + string.Join(
                        " AND ",
                        terms.Select((_, at) => $"CONCAT(N' ', search_text, N' ') COLLATE Latin1_General_100_BIN2 LIKE {{{at}}}")
                    ),
                [.. terms.Select(term => $"% {term.Text}{(term.Prefix ? "" : " ")}%")]
            )
        );

    private static Task LockInTransactionAsync(DbContext context, string name, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"""
            DECLARE @got int;
            EXEC @got = sp_getapplock {name}, 'Exclusive', 'Transaction';
            IF @got < 0 THROW 51001, 'A lock of another process was waited for too long.', 1
            """,
            cancellationToken
        );
}
