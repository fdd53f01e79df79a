using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Postgres;

namespace ParserAdmin.Tests.Hosting.Databases;

/// <summary>
/// A private PostgreSQL cluster for the whole test run: made on first use, reached over a Unix socket (so it needs no port), and gone with
/// this process, however it ends: its shell stops it when our end of its input closes.
/// </summary>
public static class PostgresServer
{
    private const string NotInstalled = "PostgreSQL is not installed; ./test.sh installs it.";
    private const string Template = "parseradmin_template";

    // The shell, not we, holds the server's life: a killed test run closes the pipe, and "read" returns.
    private const string Script = """
        set -e
        "$1/initdb" -D "$2/data" -U postgres -A trust --no-sync -E UTF8 --locale=C.UTF-8 >"$2/initdb.log" 2>&1
        "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
          -c max_connections=300 -c shared_buffers=64MB -c autovacuum=off >"$2/server.log" 2>&1 </dev/null &
        server=$!
        read -r _ || true
        kill -QUIT $server; wait $server || true
        rm -rf "$2"
        """;

    private static readonly Lazy<Task<string>> Started = new(StartAsync);
    private static readonly Lazy<Task> TemplateMade = new(MakeTemplateAsync);
    private static readonly SemaphoreSlim OneCopy = new(1);
    private static readonly string? Programs = FindPrograms();
    private static Process? _shell;
    private static int _databases;

    /// <summary>Why tests on PostgreSQL are skipped here, or null. In CI nothing is: a skip would hide that nothing was tested.</summary>
    public static string? SkipReason { get; } =
        Programs is not null || string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
            ? null
            : NotInstalled;

    /// <summary>A new database with the schema in it; the template is migrated once and then copied.</summary>
    /// <returns>Its connection string.</returns>
    /// <exception cref="InvalidOperationException">PostgreSQL is not here, or does not start.</exception>
    public static async Task<string> CreateDatabaseAsync()
    {
        await TemplateMade.Value;
        return await CreateDatabaseAsync($"TEMPLATE {Template}");
    }

    /// <summary>A new database with nothing in it.</summary>
    /// <returns>Its connection string.</returns>
    public static Task<string> CreateEmptyDatabaseAsync() => CreateDatabaseAsync("");

    private static async Task<string> CreateDatabaseAsync(string options)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        // Two copies of one template at a time are refused.
        await OneCopy.WaitAsync();
        try
        {
            await ExecuteAsync("postgres", $"CREATE DATABASE {name} {options}");
        }
        finally
        {
            OneCopy.Release();
        }

        return ConnectionString(await Started.Value, name);
    }

    private static async Task MakeTemplateAsync()
    {
        await ExecuteAsync("postgres", $"CREATE DATABASE {Template}");
        var connection = ConnectionString(await Started.Value, Template);
        using var directory = new TestDirectory();
        await using (
            var services = CoreHost.Services(
                CoreHost.Configure(directory.Path, TestDatabase.Postgres, connection, "template"),
                TimeProvider.System,
                null
            )
        )
        {
            await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        }

        await using var idle = new NpgsqlConnection(PostgresDialect.Bounded(connection));
        NpgsqlConnection.ClearPool(idle);
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(await Started.Value, database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static string ConnectionString(string folder, string database) =>
        $"Host={folder};Username=postgres;Database={database};Maximum Pool Size=50;Include Error Detail=true";

    /// <summary>The folder with initdb and postgres, of the newest version.</summary>
    private static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
                .Order()
                .LastOrDefault()
            : null;

    private static async Task<string> StartAsync()
    {
        var bin = Programs ?? throw new InvalidOperationException(NotInstalled);
        var folder = Directory.CreateTempSubdirectory("pa-pg-").FullName;
        _shell = Process.Start(await ShellAsync(bin, folder))!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _shell.StandardInput.Close();
        await WaitUntilReadyAsync(folder, _shell);
        return folder;
    }

    private static async Task<ProcessStartInfo> ShellAsync(string bin, string folder)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, WorkingDirectory = folder };
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root.
            using var chown = Process.Start("chown", ["postgres", folder]);
            await chown.WaitForExitAsync();
            start.FileName = "runuser";
            foreach (var argument in new[] { "-u", "postgres", "--", "bash", "-c", Script, "postgres-for-tests", bin, folder })
                start.ArgumentList.Add(argument);
        }
        else
        {
            start.FileName = "bash";
            foreach (var argument in new[] { "-c", Script, "postgres-for-tests", bin, folder })
                start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static async Task WaitUntilReadyAsync(string folder, Process shell)
    {
        for (var attempt = 0; attempt < 600 && !shell.HasExited; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString(folder, "postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException)
            {
                // It is still starting.
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException(
            $"PostgreSQL did not start: {await LogAsync(folder, "initdb.log")} {await LogAsync(folder, "server.log")}"
        );
    }

    private static async Task<string> LogAsync(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
    }
}
