using Microsoft.Data.Sqlite;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>All that people set which the scenes change, as it is stored.</summary>
internal sealed record KillState(string Mode, bool Stopped, long Epoch, long MaxConcurrency, string SourceName, string Cron)
{
    private const string Sql = """
        SELECT mode, stopped, epoch, max_concurrency, (SELECT name FROM sources WHERE id = 's1'),
          (SELECT cron FROM schedules WHERE id = 'catalog-sync:s4') FROM parser_settings
        """;

    public static KillState Read(PortalProcess portal)
    {
        var row = portal.Query(Sql)[0];
        return new((string)row[0]!, (long)row[1]! == 1, (long)row[2]!, (long)row[3]!, (string)row[4]!, (string)row[5]!);
    }
}

/// <summary>
/// What a killed program left, read from a copy of its files: whoever opens the database itself mends it a little, and the next start is to
/// find it as it was left.
/// </summary>
/// <param name="Jobs">All of them by their ids.</param>
/// <param name="Lost">Those that were lost before.</param>
/// <param name="Head">The audit trail's last entry.</param>
internal sealed record KillRemains(IReadOnlyDictionary<string, KilledJob> Jobs, IReadOnlySet<string> Lost, long Head, long Items)
{
    public IReadOnlyDictionary<string, KilledJob> Running => Jobs.Where(job => job.Value.Status == "running").ToDictionary();

    public static KillRemains Read(PortalProcess portal)
    {
        var copy = Directory.CreateTempSubdirectory("parseradmin-killed-");
        try
        {
            foreach (var file in Directory.GetFiles(portal.DataDirectory, "parseradmin.db*"))
            {
                if (!file.EndsWith("-shm", StringComparison.Ordinal))
                    File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            }

            return Read(copy.FullName);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static KillRemains Read(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "parseradmin.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, status, source_id, epoch, cancel_requested_at IS NOT NULL FROM parser_jobs";
        var jobs = new Dictionary<string, KilledJob>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                jobs.Add(
                    reader.GetString(0),
                    new KilledJob(reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetBoolean(4))
                );
            }
        }

        command.CommandText = "SELECT (SELECT max(sequence) FROM audit_logs), (SELECT count(*) FROM items)";
        using var figures = command.ExecuteReader();
        figures.Read();
        return new(
            jobs,
            jobs.Where(job => job.Value.Status == "lost").Select(job => job.Key).ToHashSet(),
            figures.GetInt64(0),
            figures.GetInt64(1)
        );
    }
}

internal sealed record KilledJob(string Status, string SourceId, long Epoch, bool CancelRequested);
