using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.DesignTime;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data;

/// <summary>
/// What EF would find and build by itself costs an idle program megabytes; what is done in place of it has to find the same.
/// </summary>
public sealed class ModelTests
{
    [Theory, EachDatabase]
    public async Task Contexts_TheFactorysAndTheLifelines_ShareOneModel(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var usual = await host.Get<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();
        await using var lifeline = host.Get<LifelineContexts>().Create();

        Assert.Same(usual.Model, lifeline.Model);
        Assert.All(
            [usual, lifeline],
            context =>
            {
                Assert.IsType<ProviderMigrations>(context.GetService<IMigrationsAssembly>());
                var options = context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!;
                Assert.Equal(
                    WarningBehavior.Ignore,
                    options.WarningsConfiguration.GetBehavior(RelationalEventId.PendingModelChangesWarning)
                );
            }
        );
    }

    [Fact]
    public void Mappings_AllOfTheAssembly_AreFoundByTheirName()
    {
        var all = typeof(ParserDbContext)
            .Assembly.GetTypes()
            .Where(type => type.GetInterface(typeof(IEntityTypeConfiguration<>).Name) is not null);

        Assert.Equal(all.OrderBy(type => type.FullName, StringComparer.Ordinal), ParserDbContext.Mappings());
    }

    [Fact]
    public void Migrations_OfEachProvider_AreThoseThatEntityFrameworkFinds()
    {
        AssertSame(new SqliteDesignFactory().CreateDbContext([]));
        AssertSame(new PostgresDesignFactory().CreateDbContext([]));
        AssertSame(new SqlServerDesignFactory().CreateDbContext([]));
    }

    private static void AssertSame(DbContext made)
    {
        using var context = made;
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
}
