using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Data;

/// <summary>
/// The one database context. It knows no feature: each feature brings its mapping, found by assembly.
/// Never held longer than one operation; take it from <see cref="IDbContextFactory{TContext}"/>.
/// </summary>
public abstract class ParserDbContext(DbContextOptions options) : IdentityDbContext<IdentityUser, IdentityRole, string>(options)
{
    /// <summary>What differs between the databases.</summary>
    public abstract DatabaseDialect Dialect { get; }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ParserDbContext).Assembly);
        SnakeCaseNames.Apply(builder.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
    }
}
