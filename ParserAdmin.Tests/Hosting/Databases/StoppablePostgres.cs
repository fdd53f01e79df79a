using System.Diagnostics;
using Npgsql;

namespace ParserAdmin.Tests.Hosting.Databases;

/// <summary>A PostgreSQL cluster of one test's own, which the test stops as a power cut would, and starts again.</summary>
internal sealed class StoppablePostgres : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pa-stop-").FullName;

    public string ConnectionString => Connection("postgres", "postgres");

    public string Connection(string user, string database) => $"Host={_folder};Username={user};Database={database};Maximum Pool Size=50";

    public static async Task<StoppablePostgres> CreateAsync()
    {
        var server = new StoppablePostgres();
        if (Environment.UserName == "root")
            await RunAsync("chown", "postgres", server._folder);
        await server.AsOwnerAsync(
            "initdb",
            "-D",
            server.Data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C.UTF-8"
        );
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        await AsOwnerAsync(
            "pg_ctl",
            "-D",
            Data,
            "-w",
            "-l",
            Path.Combine(_folder, "log"),
            "-o",
            $"-k {_folder} -c listen_addresses= -c max_connections=200",
            "start"
        );
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
    }

    /// <summary>As the superuser, outside a transaction where it is one statement.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var statement in sql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>No checkpoint, no good-byes: every connection breaks at once.</summary>
    public Task StopAsync() => AsOwnerAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private Task AsOwnerAsync(string program, params string[] arguments)
    {
        var path = Directory
            .GetDirectories("/usr/lib/postgresql")
            .Order()
            .Select(version => Path.Combine(version, "bin", program))
            .Last(File.Exists);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server inherits no pipe of ours, or reading it would wait for the server's end.
        var start = new ProcessStartInfo("bash") { WorkingDirectory = "/" };
        foreach (var argument in new[] { "-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "bash", program })
            start.ArgumentList.Add(argument);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
