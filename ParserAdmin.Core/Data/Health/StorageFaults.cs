using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ParserAdmin.Core.Data.Health;

/// <summary>What an exception says about the database.</summary>
public static class StorageFaults
{
    // https://sqlite.org/rescode.html: readonly, ioerr, corrupt, full, cantopen, notadb.
    private static readonly HashSet<int> Sqlite = [8, 10, 11, 13, 14, 26];

    // Toobig, constraint, mismatch.
    private static readonly HashSet<int> SqliteValues = [18, 19, 20];

    // No space, lock or log full, read-only, I/O error of the data file.
    private static readonly HashSet<int> SqlServer = [823, 824, 1101, 1105, 3906, 9002];

    // NULL, a check or key, a twin, cut off, out of range.
    private static readonly HashSet<int> SqlServerValues = [515, 547, 2601, 2627, 2628, 8115, 8152];

    private static readonly string[] DataAccess = ["Microsoft.EntityFrameworkCore", "Microsoft.Data.", "Npgsql"];

    /// <summary>
    /// Whether the database did not do what it was asked: out of reach, too slow, busy, or it refused. Another try may go through, unless
    /// it <see cref="RefusesValue">refused a value</see>: that is no outage. An
    /// <see cref="InvalidOperationException"/> counts where it wraps such a fault, or where EF or a driver threw it: an exhausted pool and
    /// a connection that broke between two calls show themselves so. One of our own is a fault in the program.
    /// </summary>
    public static bool IsOutage(Exception failed) =>
        failed switch
        {
            _ when RefusesValue(failed) => false,
            DbException or DbUpdateException or TimeoutException or RetryLimitExceededException => true,
            InvalidOperationException { InnerException: { } inner } when IsOutage(inner) => true,
            InvalidOperationException { Source: { } thrower } => DataAccess.Any(name => thrower.StartsWith(name, StringComparison.Ordinal)),
            // Others, such as the scheduler's, are told by the database's own word within; a time-out within one may be a site's.
            _ => Within(failed).Any(cause => cause is DbException or DbUpdateException),
        };

    /// <summary>
    /// Whether the database does not like what it was given: too long, of no kind that it holds, against a rule of its tables. It will not
    /// like it the next time either: a fault of the call, and where no command knew of it, of the program.
    /// </summary>
    public static bool RefusesValue(Exception failed) =>
        WordOf(failed) switch
        {
            SqliteException sqlite => SqliteValues.Contains(sqlite.SqliteErrorCode),
            SqlException server => SqlServerValues.Contains(server.Number),
            // https://www.postgresql.org/docs/current/errcodes-appendix.html: data exception, integrity constraint violation.
            DbException { SqlState: { } state } => state.StartsWith("22", StringComparison.Ordinal)
                || state.StartsWith("23", StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>Whether it is there already: someone else stored the same at the same moment.</summary>
    public static bool IsTaken(Exception failed) =>
        // https://sqlite.org/rescode.html#extrc: primary key, unique.
        WordOf(failed)
            is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 }
                or SqlException { Number: 2627 or 2601 }
                or { SqlState: "23505" };

    /// <summary>Whether the database said no, for whatever reason: for work in the background that goes on all the same.</summary>
    public static bool IsNo(Exception failed) => IsOutage(failed) || RefusesValue(failed);

    /// <summary>Tells a database that cannot be written any more from one that is busy or does not like a value.</summary>
    public static bool RefusesWrites(Exception failed) =>
        WordOf(failed) switch
        {
            SqliteException sqlite => Sqlite.Contains(sqlite.SqliteErrorCode),
            SqlException server => SqlServer.Contains(server.Number),
            // PostgreSQL: insufficient resources (disk full), read-only transaction, no right, I/O error, corruption.
            DbException { SqlState: { } state } => state is "53100" or "25006" or "42501"
                || state.StartsWith("58", StringComparison.Ordinal)
                || state.StartsWith("XX00", StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>What the database said, in words for people where its own are for programmers.</summary>
    public static string Words(Exception failed) =>
        WordOf(failed) switch
        {
            { SqlState: "55P03" } or SqlException { Number: 1222 or 51001 } or SqliteException { SqliteErrorCode: 5 or 6 } =>
                "Another program, or a node that stands still, holds what has to be written. Nothing was changed; it is tried again",
            { SqlState: "25P03" or "57P05" } =>
                "This program stood still in the midst of a transaction, so the database ended it. Nothing was changed; it is tried again",
            { SqlState: "25006" } => "The database is read-only",
            _ => failed.GetBaseException().Message,
        };

    /// <summary>
    /// Whether a row met one that another transaction wrote: false where that one is there to stay, true where its transaction has not
    /// ended and was not waited for any longer. Null where it was something else.
    /// </summary>
    internal static bool? MetAnother(DbException failed) =>
        failed switch
        {
            SqliteException { SqliteErrorCode: 19 } => false,
            SqlException { Number: 2627 or 2601 } => false,
            SqlException { Number: 1222 } => true,
            { SqlState: "23505" } => false,
            { SqlState: "55P03" } => true,
            _ => null,
        };

    private static DbException? WordOf(Exception failed) => Within(failed).Prepend(failed).OfType<DbException>().FirstOrDefault();

    private static IEnumerable<Exception> Within(Exception failed)
    {
        for (var cause = failed.InnerException; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
