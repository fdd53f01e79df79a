using Npgsql;
using Xunit;

namespace ParserAdmin.Tests.Hosting.Databases;

public sealed class PostgresServerTests
{
    [PostgresFact]
    public async Task CreateDatabaseAsync_Twice_GivesTwoDatabasesWithTheSchema()
    {
        var databases = await Task.WhenAll(PostgresServer.CreateDatabaseAsync(), PostgresServer.CreateDatabaseAsync());

        Assert.NotEqual(databases[0], databases[1]);
        await using var connection = new NpgsqlConnection(databases[1]);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM parser_jobs";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }
}
