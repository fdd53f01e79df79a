using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data.Postgres;
using ParserAdmin.Core.Data.Sqlite;
using ParserAdmin.Core.Data.SqlServer;

namespace ParserAdmin.Core.Data;

public static class DataServices
{
    /// <summary>Registers <c>IDbContextFactory&lt;ParserDbContext&gt;</c> for the configured database.</summary>
    public static IServiceCollection AddParserData(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("ParserAdmin:Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        var directory = DataDirectory.From(configuration);
        services.AddSingleton(directory);
        services.AddSingleton<DatabaseMigrator>();
        switch (settings.Provider.ToLowerInvariant())
        {
            case "sqlite":
                var connection = settings.ConnectionString ?? $"Data Source={directory.File("parseradmin.db")}";
                return services.AddProvider<SqliteParserDbContext>(options => options.UseSqlite(connection).AddInterceptors(new SqlitePragmas()));
            case "postgres":
                return services.AddProvider<PostgresParserDbContext>(options => options.UseNpgsql(Required(settings)));
            case "sqlserver":
                return services.AddProvider<SqlServerParserDbContext>(options => options.UseSqlServer(Required(settings)));
            default:
                throw new InvalidOperationException(
                    $"ParserAdmin:Database:Provider is '{settings.Provider}'. Set it to sqlite, postgres or sqlserver.");
        }
    }

    private static string Required(DatabaseOptions settings) =>
        settings.ConnectionString ?? throw new InvalidOperationException(
            $"ParserAdmin:Database:Provider is '{settings.Provider}', which needs ParserAdmin:Database:ConnectionString.");

    private static IServiceCollection AddProvider<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : ParserDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
        {
            configure(options);

            // A capped count takes any rows up to its cap: which ones does not matter.
            options.ConfigureWarnings(warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.CoreEventId.RowLimitingOperationWithoutOrderByWarning));
            options.AddInterceptors(provider.GetServices<Microsoft.EntityFrameworkCore.Diagnostics.ISaveChangesInterceptor>());
        });
        services.AddSingleton<IDbContextFactory<ParserDbContext>, ProviderContextFactory<TContext>>();
        services.AddScoped<ParserDbContext>(provider => provider.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContext());
        return services;
    }

    /// <summary>Lets the features ask for a <see cref="ParserDbContext"/> without knowing the provider.</summary>
    private sealed class ProviderContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<ParserDbContext>
        where TContext : ParserDbContext
    {
        public ParserDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<ParserDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
