using Npgsql;

namespace ParserAdmin.Tests.Hosting.Databases;

/// <summary>A PostgreSQL database of a test's own, in which another session holds what the test says.</summary>
internal sealed class HeldDatabase : IAsyncDisposable
{
    private readonly string _connection;

    private HeldDatabase(string connection) => _connection = connection;

    /// <summary>For a program that runs on it.</summary>
    public string[] Settings => ["--ParserAdmin:Database:Provider=postgres", $"--ParserAdmin:Database:ConnectionString={_connection}"];

    public static async Task<HeldDatabase> CreateAsync() => new(await PostgresServer.CreateDatabaseAsync());

    /// <summary>Until it is disposed.</summary>
    public Task<NpgsqlConnection> HoldAsync(string sql) => OpenAsync($"BEGIN; {sql}");

    /// <summary>Does what another program would do.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = await OpenAsync(sql);
    }

    private async Task<NpgsqlConnection> OpenAsync(string sql)
    {
        var connection = new NpgsqlConnection(_connection + ";Pooling=false;Command Timeout=60");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await using var pooled = new NpgsqlConnection(_connection);
        NpgsqlConnection.ClearPool(pooled);
    }
}
