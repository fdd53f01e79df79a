using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data;

public sealed class DatabaseHealthTests
{
    [Theory, EachDatabase]
    public async Task Look_HealthyDatabase_SaysNothingAndWritesNothing(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var size = Size(host);

        for (var look = 0; look < 20; look++)
            await host.Get<DatabaseWatch>().CheckAsync();

        Assert.Null(host.Get<DatabaseHealth>().State.Fault);
        Assert.NotNull(host.Get<DatabaseHealth>().State.Since);
        Assert.Equal(size, Size(host));
    }

    [Fact]
    public async Task Look_FileIsGone_SaysSoThoughOpenConnectionsStillRead()
    {
        await using var host = await CoreHost.CreateAsync();
        File.Delete(Path.Combine(host.DataDirectory, "parseradmin.db"));

        await host.Get<DatabaseWatch>().CheckAsync();

        Assert.Equal(DatabaseFault.Missing, host.Get<DatabaseHealth>().State.Fault);
        Assert.Contains("parseradmin.db cannot be opened", host.Get<DatabaseHealth>().State.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_AnotherWrites_IsNoFault()
    {
        await using var host = await CoreHost.CreateAsync();
        await using var context = await host.Get<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();
        await using var writing = await context.Database.BeginTransactionAsync();

        await host.Get<DatabaseWatch>().CheckAsync();

        Assert.Null(host.Get<DatabaseHealth>().State.Fault);
    }

    [PostgresFact]
    public async Task Look_PostgresBecameReadOnlyAndBack_SaysBothWithTheirTimes()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        var health = host.Get<DatabaseHealth>();
        await host.Get<DatabaseWatch>().CheckAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        var name = "current_database()";
        await host.SqlAsync($"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', {name}); END $$");
        Npgsql.NpgsqlConnection.ClearAllPools();

        await host.Get<DatabaseWatch>().CheckAsync();
        var found = health.State;
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await host.Get<DatabaseWatch>().CheckAsync();

        Assert.Equal(DatabaseFault.ReadOnly, found.Fault);
        Assert.Contains("is read-only", found.Text, StringComparison.Ordinal);
        Assert.Equal(found.Since, health.State.Since);
        await host.SqlAsync(
            $"BEGIN READ WRITE; DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET default_transaction_read_only', {name}); END $$; COMMIT"
        );
        Npgsql.NpgsqlConnection.ClearAllPools();
        await host.Get<DatabaseWatch>().CheckAsync();
        Assert.Null(health.State.Fault);
        Assert.NotEqual(found.Since, health.State.Since);
    }

    [Fact]
    public async Task Wrote_DiskFull_IsSaidUntilAWriteGoesThrough()
    {
        await using var host = await CoreHost.CreateAsync();
        var health = host.Get<DatabaseHealth>();

        health.Wrote(new DbUpdateException("no", new SqliteException("database or disk is full", 13)));
        Assert.Equal(DatabaseFault.Full, health.State.Fault);
        Assert.Null(health.Wrote(new SqliteException("database is locked", 5)));
        Assert.Equal(DatabaseFault.Full, health.State.Fault);
        var said = health.State.Text;

        Assert.Equal(said, health.Wrote(null));
        Assert.Null(health.State.Fault);
        Assert.Null(health.Wrote(null));
    }

    private static long Size(CoreHost host) =>
        new DirectoryInfo(host.DataDirectory)
            .GetFiles("parseradmin.db*")
            .Where(file => !file.Name.EndsWith("-shm", StringComparison.Ordinal))
            .Sum(file => file.Length);
}
