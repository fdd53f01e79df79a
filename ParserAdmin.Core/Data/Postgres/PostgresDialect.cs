using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Data.Search;

namespace ParserAdmin.Core.Data.Postgres;

public sealed class PostgresDialect : DatabaseDialect
{
    /// <summary>Longer than <see cref="LongestIdle"/>: who waits for a frozen process gets its turn.</summary>
    private static readonly TimeSpan LongestLockWait = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A cancel that comes between two statements is lost, and a server in trouble answers none: then the connection is broken off, so that
    /// what a stop ends has ended within its second.
    /// </summary>
    private const int LongestCancelMs = 250;

    private const long AuditLock = 0x5041_0001;
    private const long AdmissionLock = 0x5041_0002;
    private const long MigrationLock = 0x5041_0003;
    private static readonly TimeSpan MigrationPatience = TimeSpan.FromMinutes(5);

    /// <summary>The connection string of <see cref="LifelineContexts"/>.</summary>
    internal static string Lifeline(string connectionString) =>
        new Npgsql.NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = LifelineContexts.Application,
            MinPoolSize = 0,
            MaxPoolSize = LifelineContexts.Connections,
            Timeout = LifelineContexts.Patience,
            CommandTimeout = LifelineContexts.Patience,
            ConnectionIdleLifetime = 10,
        }.ConnectionString;

    public override string SizeQuery => "SELECT pg_database_size(current_database()) AS \"Value\"";

    public override IEnumerable<string> AuditTriggers =>
        [
            """
                CREATE FUNCTION audit_logs_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'audit_logs cannot be changed or deleted'; END $$;
                """,
            "CREATE TRIGGER audit_logs_no_change BEFORE UPDATE OR DELETE ON audit_logs FOR EACH ROW EXECUTE FUNCTION audit_logs_refuse();",
            "CREATE TRIGGER audit_logs_no_truncate BEFORE TRUNCATE ON audit_logs FOR EACH STATEMENT EXECUTE FUNCTION audit_logs_refuse();",
        ];

    public override IEnumerable<string> DropAuditTriggers =>
        [
            "DROP TRIGGER IF EXISTS audit_logs_no_change ON audit_logs;",
            "DROP TRIGGER IF EXISTS audit_logs_no_truncate ON audit_logs;",
            "DROP FUNCTION IF EXISTS audit_logs_refuse();",
        ];

    /// <summary>The words are ours, so the column is made of them as they are: no parser or dictionary of the server takes part.</summary>
    public override IEnumerable<string> SearchIndex(string table) =>
        [
            $"ALTER TABLE {table} ADD COLUMN search_words tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(search_text, "
                + $"' '))) STORED;",
            $"CREATE INDEX ix_{table}_search_words ON {table} USING gin (search_words);",
        ];

    public override IEnumerable<string> DropSearchIndex(string table) => [$"ALTER TABLE {table} DROP COLUMN IF EXISTS search_words;"];

    public override DatabaseSignals CreateSignals(string connectionString) => new PostgresSignals(connectionString);

    public override Task LockAuditChainAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AuditLock})", cancellationToken);

    public override Task LockAdmissionAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdmissionLock})", cancellationToken);

    public override Task LimitLockWaitsAsync(DbContext context, TimeSpan longest, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"SELECT set_config('lock_timeout', {$"{longest.TotalMilliseconds:0}ms"}, true)",
            cancellationToken
        );

    public override DbConnection CreateStopConnection(DbContext context) =>
        new Npgsql.NpgsqlConnection(
            Bounded(
                new Npgsql.NpgsqlConnectionStringBuilder(context.Database.GetConnectionString())
                {
                    Pooling = false,
                    KeepAlive = 5,
                    Timeout = 1,
                    CommandTimeout = 1,
                    // One that does not answer is broken off at once, and a new connection is opened in its place.
                    CancellationTimeout = -1,
                    ApplicationName = "parseradmin-stop",
                },
                TimeSpan.FromMilliseconds(100)
            )
        );

    public override string TellStatement => $"SELECT pg_notify('{PostgresSignals.Channel}', @message)";

    /// <summary>
    /// No statement waits for a lock longer than <see cref="LongestLockWait"/>, and the server ends a session that idles in a transaction:
    /// a process that was frozen in the middle of one holds the others up for seconds, not for as long as it is frozen. Nor does anyone
    /// wait longer than a moment for the answer to a cancel.
    /// </summary>
    public static string Bounded(string connectionString) =>
        Bounded(new Npgsql.NpgsqlConnectionStringBuilder(connectionString) { CancellationTimeout = LongestCancelMs }, LongestLockWait);

    public override async Task<IAsyncDisposable> LockMigrationAsync(DbContext context, CancellationToken cancellationToken)
    {
        // A session lock on a connection of its own: migrations open and close transactions, and may replace connections.
        var connection = new Npgsql.NpgsqlConnection(context.Database.GetConnectionString());
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (Npgsql.PostgresException missing) when (missing.SqlState == Npgsql.PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabaseAsync(context, cancellationToken);
            await connection.OpenAsync(cancellationToken);
        }

        await using var command = connection.CreateCommand();
        command.CommandText = $"SET lock_timeout = '{MigrationPatience.TotalSeconds:0}s'; SELECT pg_advisory_lock({MigrationLock})";
        command.CommandTimeout = 0;
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Npgsql.PostgresException held) when (held.SqlState == Npgsql.PostgresErrorCodes.LockNotAvailable)
        {
            throw new InvalidOperationException(
                $"Another node has been bringing the schema up to date for {MigrationPatience.TotalMinutes:0} minutes. Look at it, end "
                    + $"it if it hangs, and start this one again.",
                held
            );
        }

        return new Unlocking(connection);
    }

    /// <summary>In another encoding some texts cannot be stored, and each run that meets one would fail in words that mislead.</summary>
    public override async Task PrepareMigrationAsync(DbContext context, CancellationToken cancellationToken)
    {
        var encoding = await context
            .Database.SqlQueryRaw<string>("SELECT current_setting('server_encoding') AS \"Value\"")
            .SingleAsync(cancellationToken);
        if (encoding != "UTF8")
        {
            throw new InvalidOperationException(
                $"The PostgreSQL database '{context.Database.GetDbConnection().Database}' is encoded in {encoding}, and ParserAdmin "
                    + $"needs UTF8. Make a new one with CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0, and name it in "
                    + $"ParserAdmin:Database:ConnectionString."
            );
        }
    }

    public override async Task<DatabaseFault?> CheckAsync(DbContext context) =>
        await context.Database.SqlQueryRaw<string>("SELECT current_setting('transaction_read_only') AS \"Value\"").SingleAsync() == "on"
            ? DatabaseFault.ReadOnly
            : null;

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
                $"SELECT * FROM {table} WHERE search_words @@ CAST({{0}} AS tsquery)",
                string.Join(" & ", terms.Select(term => $"'{term.Text}'{(term.Prefix ? ":*" : "")}"))
            )
        );

    // Options of the session's start: they cost no round trip, and what the pool resets is reset to them.
    private static string Bounded(Npgsql.NpgsqlConnectionStringBuilder builder, TimeSpan lockWait)
    {
        var limits =
            $"-c lock_timeout={lockWait.TotalMilliseconds:0} -c idle_in_transaction_session_timeout={LongestIdle.TotalMilliseconds:0}";
        builder.Options = $"{builder.Options} {limits}".TrimStart();
        return builder.ConnectionString;
    }

    private static async Task CreateDatabaseAsync(DbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellationToken);
        }
        catch (Npgsql.PostgresException other)
            when (other.SqlState is Npgsql.PostgresErrorCodes.DuplicateDatabase or Npgsql.PostgresErrorCodes.UniqueViolation)
        {
            // Another node made it in the same moment.
        }
    }

    /// <summary>Closing alone would hand the locked session back to the pool.</summary>
    private sealed class Unlocking(Npgsql.NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (var command = connection.CreateCommand())
            {
                command.CommandText = $"SELECT pg_advisory_unlock({MigrationLock}); RESET lock_timeout";
                await command.ExecuteNonQueryAsync();
            }

            await connection.DisposeAsync();
        }
    }
}
