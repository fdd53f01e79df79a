using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace ParserAdmin.Core.Data.Health;

/// <summary>
/// Says of a database's failure what kind it is, and in one line what happened and what to do. No password is ever in it.
/// </summary>
public static class DatabaseFaults
{
    /// <returns>Null when the exception does not come from a database.</returns>
    public static DatabaseFault? KindOf(Exception failed) =>
        Causes(failed).OfType<DbException>().FirstOrDefault() switch
        {
            // https://sqlite.org/rescode.html
            SqliteException sqlite => sqlite.SqliteErrorCode switch
            {
                5 or 6 => DatabaseFault.Busy,
                8 => DatabaseFault.ReadOnly,
                10 => DatabaseFault.Away,
                11 or 26 => DatabaseFault.Damaged,
                13 => DatabaseFault.Full,
                14 => DatabaseFault.Missing,
                _ => DatabaseFault.Refused,
            },
            // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors
            SqlException server => server.Number switch
            {
                18452 or 18456 => DatabaseFault.SignInRefused,
                911 or 4060 => DatabaseFault.Missing,
                229 or 262 => DatabaseFault.NoRight,
                10928 or 10929 or 17809 => DatabaseFault.OutOfConnections,
                3906 or 3908 => DatabaseFault.ReadOnly,
                1101 or 1105 or 9002 => DatabaseFault.Full,
                823 or 824 => DatabaseFault.Damaged,
                1205 or 1222 => DatabaseFault.Busy,
                < 50 => DatabaseFault.Away,
                _ => DatabaseFault.Refused,
            },
            UnreadableRowException => DatabaseFault.Damaged,
            LostRowException => DatabaseFault.NoSettings,
            DbException { SqlState: { } state } => OfState(state),
            DbException => Causes(failed).Any(cause => cause.Message.Contains("pool has been exhausted", StringComparison.Ordinal))
                ? DatabaseFault.OutOfConnections
                : DatabaseFault.Away,
            null => failed is TimeoutException || StorageFaults.IsOutage(failed) ? DatabaseFault.Away : null,
        };

    /// <summary>What happened and what to do, in one line.</summary>
    /// <param name="place">From <see cref="DatabasePlace"/>.</param>
    public static string Text(DatabaseFault fault, DatabasePlace place, Exception? failed = null) =>
        fault switch
        {
            DatabaseFault.Away when place.IsFile => $"{place.Name} cannot be read or written{Cause(failed)}. Look at the disk it lies on.",
            DatabaseFault.Away => $"{place.Name} does not answer{Cause(failed)}. Look whether the server runs, and whether "
                + $"ParserAdmin:Database:ConnectionString names its host and port.",
            DatabaseFault.Missing when place.IsFile =>
                $"{place.Name} cannot be opened. Look whether it is there and whether this account may read and write it and its folder.",
            DatabaseFault.Missing =>
                $"{place.Name} does not exist. Make it (for PostgreSQL: CREATE DATABASE {place.Database} OWNER {place.User} ENCODING "
                    + $"'UTF8' TEMPLATE template0), or correct ParserAdmin:Database:ConnectionString.",
            DatabaseFault.SignInRefused => $"{place.Name} refuses the user {place.User}{Cause(failed)}. Correct user and password in "
                + $"ParserAdmin:Database:ConnectionString.",
            DatabaseFault.NoRight =>
                $"The user {place.User} lacks a right on {place.Lower}{Cause(failed)}. It needs to make tables there (for PostgreSQL: "
                    + $"GRANT CREATE, USAGE ON SCHEMA public TO {place.User}, or make it the database's owner).",
            DatabaseFault.OutOfConnections =>
                $"{place.Name} has no connection left{Cause(failed)}. Raise the server's limit (max_connections), end other programs, "
                    + $"or lower 'Maximum Pool Size' in ParserAdmin:Database:ConnectionString.",
            DatabaseFault.ReadOnly when place.IsFile =>
                $"{place.Name} is read-only. Make it and its folder writable for the account that ParserAdmin runs as.",
            DatabaseFault.ReadOnly =>
                $"{place.Name} is read-only, as a standby is. Name the primary in ParserAdmin:Database:ConnectionString, or make this "
                    + $"one writable.",
            DatabaseFault.Full => $"The disk of {place.Lower} is full. Make room; work goes on by itself then.",
            DatabaseFault.Damaged =>
                $"{place.Name} is damaged{Cause(failed)}. Put a backup in its place, or name another data folder or database.",
            DatabaseFault.NoSettings =>
                $"The settings' row is missing: somebody deleted the row of parser_settings in {place.Lower}. Everything is stopped. "
                    + $"ParserAdmin writes a new one, stopped, within seconds; look at the settings then and reset the stop. If none comes, "
                    + $"restart ParserAdmin.",
            DatabaseFault.Busy => $"{place.Name} is locked by another program for too long. End what holds it, then try again.",
            _ => $"{place.Name} refused{Cause(failed)}.",
        };

    private static DatabaseFault OfState(string state) =>
        state switch
        {
            // https://www.postgresql.org/docs/current/errcodes-appendix.html
            "28P01" or "28000" => DatabaseFault.SignInRefused,
            "3D000" => DatabaseFault.Missing,
            "42501" => DatabaseFault.NoRight,
            "53300" => DatabaseFault.OutOfConnections,
            "25006" => DatabaseFault.ReadOnly,
            "53100" => DatabaseFault.Full,
            "XX001" or "XX002" or "58P01" or "58030" => DatabaseFault.Damaged,
            "55P03" or "57014" => DatabaseFault.Busy,
            _ => state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal)
                ? DatabaseFault.Away
                : DatabaseFault.Refused,
        };

    /// <summary>The innermost word: a driver wraps "Connection refused" in "Exception while reading".</summary>
    private static string Cause(Exception? failed) =>
        failed is null ? "" : $" ({Causes(failed).Last().Message.ReplaceLineEndings(" ").TrimEnd('.', ' ').Excerpt(200)})";

    private static IEnumerable<Exception> Causes(Exception failed)
    {
        for (Exception? cause = failed; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
