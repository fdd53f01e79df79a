using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

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

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        AddFunctions(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Statements;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        AddFunctions(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = Statements;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddFunctions(DbConnection connection) =>
        ((SqliteConnection)connection).CreateFunction("lower", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
}
