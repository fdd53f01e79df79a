using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Data;

/// <summary>
/// The one database context. It knows no feature: each feature brings its mapping, which is found by its name.
/// Never held longer than one operation; take it from <see cref="IDbContextFactory{TContext}"/>.
/// </summary>
public abstract class ParserDbContext(DbContextOptions options) : IdentityDbContext<IdentityUser, IdentityRole, string>(options)
{
    /// <summary>What differs between the databases.</summary>
    public abstract DatabaseDialect Dialect { get; }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var mapping in Mappings())
            Apply(builder, mapping);
        SnakeCaseNames.Apply(builder.Model);
    }

    internal static IReadOnlyList<Type> Mappings() => TypesByName.Find((_, name) => name.EndsWith("Mapping", StringComparison.Ordinal));

    private static void Apply(ModelBuilder builder, Type mapping)
    {
        var entity = mapping.GetInterface(typeof(IEntityTypeConfiguration<>).Name)!.GenericTypeArguments;
        var apply = typeof(ModelBuilder).GetMethod(nameof(ModelBuilder.ApplyConfiguration))!.MakeGenericMethod(entity);
        apply.Invoke(builder, [Activator.CreateInstance(mapping)]);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
    }
}
