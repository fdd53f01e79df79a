using System.Data.Common;
using Npgsql;

namespace ParserAdmin.Benchmarks.Seeding;

/// <summary>
/// Takes a table's indexes away while it is filled, and makes them anew behind it: sorted once, not written all over for each row.
/// </summary>
internal static class Indexes
{
    public static void Without(DbConnection connection, string table, Action fill)
    {
        var indexes = Of(connection, table);
        foreach (var (name, _) in indexes)
            Run(connection, $"DROP INDEX {name}");
        fill();
        foreach (var (_, make) in indexes)
            Run(connection, make);
    }

    public static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    /// <summary>Those that are no key: a key is part of the table.</summary>
    private static List<(string Name, string Make)> Of(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            connection is NpgsqlConnection
                ? $"SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = '{table}' "
                    + "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
                : $"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL";
        using var reader = command.ExecuteReader();
        var found = new List<(string, string)>();
        while (reader.Read())
            found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }
}
