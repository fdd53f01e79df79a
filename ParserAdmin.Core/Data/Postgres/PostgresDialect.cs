using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using ParserAdmin.Core.Data.Search;

namespace ParserAdmin.Core.Data.Postgres;

public sealed class PostgresDialect : DatabaseDialect
{
    private const long AuditLock = 0x5041_0001;
    private const long AdmissionLock = 0x5041_0002;
    private const long MigrationLock = 0x5041_0003;
    private const long TriggersLock = 0x5041_0004;

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
        $"ALTER TABLE {table} ADD COLUMN search_words tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(search_text, ' '))) STORED;",
        $"CREATE INDEX ix_{table}_search_words ON {table} USING gin (search_words);",
    ];

    public override IEnumerable<string> DropSearchIndex(string table) => [$"ALTER TABLE {table} DROP COLUMN IF EXISTS search_words;"];

    public override DatabaseSignals CreateSignals(string connectionString) => new PostgresSignals(connectionString);

    public override Task LockAuditChainAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AuditLock})", cancellationToken);

    public override Task HoldSettingsAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"SELECT 1 FROM parser_settings WHERE id = 1 FOR SHARE", cancellationToken);

    public override Task LockAdmissionAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdmissionLock})", cancellationToken);

    public override Task LockTriggersAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({TriggersLock})", cancellationToken);

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
        command.CommandText = $"SELECT pg_advisory_lock({MigrationLock})";
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new Unlocking(connection);
    }

    internal override Task<SearchStatement> SearchAsync(DbContext context, string table, IReadOnlyList<SearchTerm> terms, bool ordered, CancellationToken cancellationToken) =>
        Task.FromResult(new SearchStatement(
            $"SELECT * FROM {table} WHERE search_words @@ CAST({{0}} AS tsquery)", string.Join(" & ", terms.Select(term => $"'{term.Text}'{(term.Prefix ? ":*" : "")}"))));

    private static async Task CreateDatabaseAsync(DbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellationToken);
        }
        catch (Npgsql.PostgresException other) when (other.SqlState is Npgsql.PostgresErrorCodes.DuplicateDatabase or Npgsql.PostgresErrorCodes.UniqueViolation)
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
                command.CommandText = $"SELECT pg_advisory_unlock({MigrationLock})";
                await command.ExecuteNonQueryAsync();
            }

            await connection.DisposeAsync();
        }
    }
}
