using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace ParserAdmin.Core.Data.Sqlite;

/// <summary>
/// Sets each connection up: readers never wait for the writer (WAL), a writer waits for its turn in place of failing,
/// "lower" knows more letters than ASCII, so that a search finds titles in any script;
/// 32 MiB of pages are kept, because a large table's indexes are written all over;
/// and a commit survives a killed process (NORMAL is safe in WAL; only a power cut may lose the last commits, never the file).
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Statements = "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=15000; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768;";

    // By the database's own handle, which outlives our closing it in the connection pool, and keeps what was set.
    private readonly ConditionalWeakTable<sqlite3, object> _known = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsNew(connection))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Statements;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!IsNew(connection))
            return;
        await using var command = connection.CreateCommand();
        command.CommandText = Statements;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private bool IsNew(DbConnection connection)
    {
        var opened = (SqliteConnection)connection;
        if (!_known.TryAdd(opened.Handle!, this))
            return false;
        opened.CreateFunction("lower", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
        return true;
    }
}
