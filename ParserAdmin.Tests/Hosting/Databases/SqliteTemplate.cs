using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Tests.Hosting.Databases;

/// <summary>A migrated SQLite file, made once and copied for each test: a copy takes a millisecond, the migrations take hundreds.</summary>
public static class SqliteTemplate
{
    private static readonly Lazy<Task<byte[]>> Made = new(MakeAsync);

    public static async Task CopyToAsync(string path) => await File.WriteAllBytesAsync(path, await Made.Value);

    private static async Task<byte[]> MakeAsync()
    {
        using var directory = new TestDirectory();
        var configuration = CoreHost.Configure(directory.Path, TestDatabase.Sqlite, null, "template");
        await using (var services = CoreHost.Services(configuration, TimeProvider.System, null))
            await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        var path = directory.File("parseradmin.db");
        await using (var pooled = new SqliteConnection($"Data Source={path}"))
            SqliteConnection.ClearPool(pooled);
        return await File.ReadAllBytesAsync(path);
    }
}
