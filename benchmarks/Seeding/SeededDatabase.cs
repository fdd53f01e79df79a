using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Postgres;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Hosting.Databases;

namespace ParserAdmin.Benchmarks.Seeding;

/// <summary>A database that is to be filled or looked at: the file or the connection string that somebody names, or a new one.</summary>
internal sealed class SeededDatabase : IAsyncDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly TestDatabase _kind;
    private readonly string _connection;

    private SeededDatabase(string? place)
    {
        _kind = place?.Contains("Host=", StringComparison.OrdinalIgnoreCase) == true ? TestDatabase.Postgres : TestDatabase.Sqlite;
        _connection =
            _kind == TestDatabase.Postgres ? place! : $"Data Source={Path.GetFullPath(place ?? _directory.File("parseradmin.db"))}";
    }

    public bool IsPostgres => _kind == TestDatabase.Postgres;

    /// <param name="place">The path of an SQLite file, a connection string with <c>Host=</c>, <c>postgres</c> for a new database on a server
    /// of its own, or null for a new file.</param>
    public static async Task<SeededDatabase> AtAsync(string? place) =>
        new(place == "postgres" ? await PostgresServer.CreateEmptyDatabaseAsync() : place);

    /// <summary>The core on it, with the schema and the settings row; nothing runs by itself.</summary>
    public async Task<ServiceProvider> OpenAsync(TimeProvider clock)
    {
        var services = CoreHost.Services(CoreHost.Configure(_directory.Path, _kind, _connection, "node-1"), clock, null);
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await services.GetRequiredService<SettingsStore>().EnsureCreatedAsync(CancellationToken.None);
        return services;
    }

    /// <summary>For bulk alone: what a power cut would cost is made anew.</summary>
    public DbConnection Connect()
    {
        if (IsPostgres)
        {
            var postgres = new NpgsqlConnection(_connection + ";Pooling=false;Command Timeout=0");
            postgres.Open();
            Indexes.Run(postgres, "SET synchronous_commit = off; SET maintenance_work_mem = '256MB'");
            return postgres;
        }

        var sqlite = new SqliteConnection(_connection + ";Pooling=false");
        sqlite.Open();
        Indexes.Run(sqlite, "PRAGMA busy_timeout=15000; PRAGMA synchronous=OFF; PRAGMA cache_size=-131072;");
        return sqlite;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsPostgres)
        {
            await using var pooled = new NpgsqlConnection(PostgresDialect.Bounded(_connection));
            NpgsqlConnection.ClearPool(pooled);
        }
        else
        {
            await using var pooled = new SqliteConnection(_connection);
            SqliteConnection.ClearPool(pooled);
        }

        _directory.Dispose();
    }
}
