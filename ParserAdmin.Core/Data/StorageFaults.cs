using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace ParserAdmin.Core.Data;

/// <summary>Tells a database that cannot be written any more from one that is busy or does not like a value.</summary>
internal static class StorageFaults
{
    // https://sqlite.org/rescode.html: readonly, ioerr, corrupt, full, cantopen, notadb.
    private static readonly HashSet<int> Sqlite = [8, 10, 11, 13, 14, 26];

    // No space, lock or log full, read-only, I/O error of the data file.
    private static readonly HashSet<int> SqlServer = [823, 824, 1101, 1105, 3906, 9002];

    public static bool RefusesWrites(Exception failed) => (failed as DbException ?? failed.InnerException) switch
    {
        SqliteException sqlite => Sqlite.Contains(sqlite.SqliteErrorCode),
        SqlException server => SqlServer.Contains(server.Number),
        // PostgreSQL: insufficient resources (disk full), read-only transaction, no right, I/O error, corruption.
        DbException { SqlState: { } state } => state is "53100" or "25006" or "42501" || state.StartsWith("58", StringComparison.Ordinal) || state.StartsWith("XX00", StringComparison.Ordinal),
        _ => false,
    };
}
