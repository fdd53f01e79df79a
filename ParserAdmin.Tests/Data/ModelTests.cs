using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using ParserAdmin.Core.Data;
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
}
