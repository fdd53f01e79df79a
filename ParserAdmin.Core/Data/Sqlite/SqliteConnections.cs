using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace ParserAdmin.Core.Data.Sqlite;

/// <summary>
/// Sets each connection up: readers never wait for the writer (WAL), a writer waits for its turn in place of failing (see
/// <see cref="SqliteWriterQueue"/>), "lower" knows more letters than ASCII, so that a search finds titles in any script; 32 MiB of pages
/// are kept, because a large table's indexes are written all over; and a commit survives a killed process (NORMAL is safe in WAL; only a
/// power cut may lose the last commits, never the file).
/// </summary>
internal sealed class SqliteConnections : DbConnectionInterceptor, IDbTransactionInterceptor
{
    private const string Statements =
        "PRAGMA busy_timeout=15000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768;";

    // SQLITE_CONFIG_MEMSTATUS. Counting its memory takes one lock of the whole process at every allocation, and every statement makes
    // hundreds:
    // two cores that ask the gate spend most of their time waiting for each other. It can be set only before the first connection.
    private const int MemoryStatistics = 9;

    // By the database's own handle, which outlives our closing it in the connection pool, and keeps what was set.
    private readonly ConditionalWeakTable<sqlite3, object> _known = [];

    private readonly SqliteWriterQueue _writers = new();

    // The file that was there once: only a first start may make one.
    private volatile string? _file;

    static SqliteConnections()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(MemoryStatistics, 0);
    }

    /// <summary>
    /// Without the functions that EF brings for sums and comparisons of decimals: it sets and removes a dozen of them at every opening,
    /// also of a pooled connection, which takes as long as a small query. We compare no decimals in SQLite (see
    /// <see cref="Items.Item.PriceOrder"/>).
    /// </summary>
    public override InterceptionResult<DbConnection> ConnectionCreating(
        ConnectionCreatingEventData eventData,
        InterceptionResult<DbConnection> result
    ) => InterceptionResult<DbConnection>.SuppressWithResult(new QueuedSqliteConnection(eventData.ConnectionString, _writers));

    public override InterceptionResult ConnectionOpening(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result
    ) => _file is { } file && !File.Exists(file) ? throw SqliteFile.Gone(file) : result;

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(ConnectionOpening(connection, eventData, result));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (SqliteFile.HasMoved((SqliteConnection)connection))
            Reopen((SqliteConnection)connection);
        if (!IsNew(connection))
            return;
        if (File.Exists(connection.DataSource))
            _file = connection.DataSource;
        using var command = connection.CreateCommand();
        command.CommandText = Statements;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // At once: the statements write nothing, and an asynchronous one would queue with the writers.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    /// <summary>A transaction that began before the file was replaced would end in the old one.</summary>
    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        transaction.Connection is SqliteConnection connection && SqliteFile.HasMoved(connection)
            ? throw SqliteFile.Replaced(connection.DataSource)
            : result;

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(TransactionCommitting(transaction, eventData, result));

    /// <summary>The pool's connections are all of the old file.</summary>
    private static void Reopen(SqliteConnection connection)
    {
        SqliteConnection.ClearPool(connection);
        connection.Close();
        if (!File.Exists(connection.DataSource))
            throw SqliteFile.Gone(connection.DataSource);
        connection.Open();
    }

    private bool IsNew(DbConnection connection)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (!_known.TryAdd(handle, this))
            return false;

        // Not by the connection's own CreateFunction, which takes it away and gives it back at every closing and opening.
        raw.sqlite3_create_function(
            handle,
            "lower",
            1,
            raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC,
            null,
            static (context, _, arguments) => Lower(context, arguments[0])
        );
        return true;
    }

    private static void Lower(sqlite3_context context, sqlite3_value value)
    {
        if (raw.sqlite3_value_type(value) == raw.SQLITE_NULL)
            raw.sqlite3_result_null(context);
        else
            raw.sqlite3_result_text(context, raw.sqlite3_value_text(value).utf8_to_string().ToLowerInvariant());
    }
}
