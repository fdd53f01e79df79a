using System.Data.Common;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Audit;

/// <summary>The database itself refuses what the program never asks for.</summary>
public sealed class AuditTriggersTests
{
    [Theory, EachDatabase]
    public async Task Update_AnyRow_IsRefused(TestDatabase database) =>
        await RefusedAsync(database, "UPDATE audit_logs SET reason = 'forged' WHERE sequence = 1");

    [Theory, EachDatabase]
    public async Task Delete_AnyRow_IsRefused(TestDatabase database) =>
        await RefusedAsync(database, "DELETE FROM audit_logs WHERE sequence = 1");

    [Theory, EachDatabase]
    public async Task Delete_AllRows_IsRefused(TestDatabase database) => await RefusedAsync(database, "DELETE FROM audit_logs");

    [PostgresFact]
    public async Task Truncate_Postgres_IsRefused() => await RefusedAsync(TestDatabase.Postgres, "TRUNCATE audit_logs");

    [Theory]
    [InlineData("UPDATE OR REPLACE audit_logs SET sequence = 1 WHERE sequence = 1")]
    [InlineData("INSERT OR REPLACE INTO audit_logs SELECT * FROM audit_logs WHERE sequence = 1")]
    [InlineData("REPLACE INTO audit_logs SELECT * FROM audit_logs WHERE sequence = 1")]
    public async Task Replace_Sqlite_IsRefused(string sql) => await RefusedAsync(TestDatabase.Sqlite, sql);

    private static async Task RefusedAsync(TestDatabase database, string sql)
    {
        await using var host = await CoreHost.CreateAsync(database);

        var refused = await Assert.ThrowsAnyAsync<DbException>(() => host.SqlAsync(sql));

        Assert.Contains("audit_logs cannot be", refused.Message, StringComparison.Ordinal);
        Assert.Single(await host.AuditAsync());
        Assert.True((await host.VerifyAsync()).Intact);
    }
}
