using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.DesignTime;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data;

public sealed class MigrationTests
{
    private static readonly Dictionary<string, Func<ParserDbContext>> Providers = new()
    {
        ["sqlite"] = () => new SqliteDesignFactory().CreateDbContext([]),
        ["postgres"] = () => new PostgresDesignFactory().CreateDbContext([]),
        ["sqlserver"] = () => new SqlServerDesignFactory().CreateDbContext([]),
    };

    [Theory, InlineData("sqlite"), InlineData("postgres"), InlineData("sqlserver")]
    public void Model_OfEachProvider_HasItsMigration(string provider)
    {
        using var context = Providers[provider]();

        Assert.False(context.Database.HasPendingModelChanges(), $"Run ParserAdmin.Core/Data/Migrations/initial.sh ({provider}).");
    }

    [Theory, InlineData("sqlite"), InlineData("postgres"), InlineData("sqlserver")]
    public void Script_OfEachProvider_MakesEveryTableAndTheAuditTriggers(string provider)
    {
        using var context = Providers[provider]();

        var script = context.GetService<IMigrator>().GenerateScript();

        foreach (var table in context.Model.GetEntityTypes().Select(type => type.GetTableName()).Distinct())
            Assert.Matches($"CREATE TABLE [\\[\"]?{table}[\\]\"]? ", script);
        foreach (var trigger in context.Dialect.AuditTriggers)
            Assert.Contains(trigger.Trim().TrimEnd(';'), script.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("ck_parser_jobs_status", script, StringComparison.Ordinal);
        Assert.Contains("ck_parser_settings_max_concurrency", script, StringComparison.Ordinal);
    }

    /// <summary>EF would look through every type of the assembly for them; ours has to find the same.</summary>
    [Theory, InlineData("sqlite"), InlineData("postgres"), InlineData("sqlserver")]
    public void Migrations_OfEachProvider_AreThoseThatEntityFrameworkFinds(string provider)
    {
        using var context = Providers[provider]();
        var theirs = context.GetService<IMigrationsAssembly>();
        var ours = new ProviderMigrations(context.GetService<ICurrentDbContext>());

        Assert.NotEmpty(theirs.Migrations);
        Assert.Equal(theirs.Migrations, ours.Migrations);
        Assert.Equal(theirs.ModelSnapshot!.GetType(), ours.ModelSnapshot!.GetType());
        Assert.Equal(theirs.Assembly, ours.Assembly);
        var id = theirs.Migrations.Keys.First();
        Assert.All([id, "initial", "none"], name => Assert.Equal(theirs.FindMigrationId(name), ours.FindMigrationId(name)));
        var migration = ours.CreateMigration(ours.Migrations[id], "a provider");
        Assert.Equal((theirs.Migrations[id].AsType(), "a provider"), (migration.GetType(), migration.ActiveProvider));
    }

    [Theory, EachDatabase]
    public async Task Migrate_DatabaseOfANewerProgram_IsRefusedWithWords(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SqlAsync(
            """INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_FromTheFuture', '99.0.0')"""
        );

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Get<DatabaseMigrator>().MigrateAsync(CancellationToken.None)
        );

        Assert.Contains("newer ParserAdmin", refused.Message, StringComparison.Ordinal);
        Assert.Contains("FromTheFuture", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>EF's lock on SQLite is a row, which stays when the process is killed; EF would wait for it for ever.</summary>
    [Fact]
    public async Task Migrate_LockRowOfAKilledProcess_IsCleared()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.SqlAsync(
            """CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL)"""
        );
        await host.SqlAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00')""");

        await host.Get<DatabaseMigrator>().MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory, EachDatabase]
    public async Task Migrate_DatabaseOfAnOlderProgram_IsRefusedWithoutCallingItNewer(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SqlAsync("""UPDATE "__EFMigrationsHistory" SET "MigrationId" = '29990101000000_OfSomeone'""");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Get<DatabaseMigrator>().MigrateAsync(CancellationToken.None)
        );

        Assert.Contains("made by another version of ParserAdmin", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("newer", refused.Message, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Migrate_TwoNodesOnAnEmptyDatabaseAtOnce_BothFindTheSchema(TestDatabase database)
    {
        using var directory = new TestDirectory();
        var connection =
            database == TestDatabase.Postgres ? await PostgresServer.CreateEmptyDatabaseAsync() : $"Data Source={directory.File("two.db")}";
        var nodes = Enumerable
            .Range(1, 2)
            .Select(node =>
                CoreHost.Services(CoreHost.Configure(directory.Path, database, connection, $"node-{node}"), TimeProvider.System, null)
            )
            .ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => Migrator(node).MigrateAsync(CancellationToken.None))));

        await using (var context = await Contexts(nodes[0]).CreateDbContextAsync())
        {
            Assert.Empty(await context.Database.GetPendingMigrationsAsync());
            Assert.Equal(0, await context.Set<Core.Jobs.ParserJob>().CountAsync());
        }

        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task EnsureCreated_RowIsLostAndTwoNodesStartAtOnce_WriteOneRow()
    {
        await using var host = await CoreHost.CreateAsync();
        await using var other = await host.JoinAsync();
        await host.SqlAsync("DELETE FROM parser_settings");

        await Task.WhenAll(
            new[] { host, other }.Select(node =>
                Task.Run(() => node.Get<ParserAdmin.Core.Safety.Settings.SettingsStore>().EnsureCreatedAsync(CancellationToken.None))
            )
        );

        Assert.Equal(2, (await host.SettingsAsync()).Version);
        Assert.Equal(["settings.create", "settings.lost"], (await host.AuditAsync()).Select(entry => entry.Action).Order());
    }

    [Theory, EachDatabase]
    public async Task Settings_SecondRowOrBadValue_IsRefusedByTheDatabase(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);

        foreach (
            var sql in new[]
            {
                "UPDATE parser_settings SET id = 2",
                "UPDATE parser_settings SET mode = 'turbo'",
                "UPDATE parser_settings SET max_concurrency = 0",
            }
        )
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => host.SqlAsync(sql));
        }
    }

    private static DatabaseMigrator Migrator(IServiceProvider node) => (DatabaseMigrator)node.GetService(typeof(DatabaseMigrator))!;

    private static IDbContextFactory<ParserDbContext> Contexts(IServiceProvider node) =>
        (IDbContextFactory<ParserDbContext>)node.GetService(typeof(IDbContextFactory<ParserDbContext>))!;
}
