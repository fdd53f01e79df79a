using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Data.Keys;
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
        var place = DatabasePlace.From(configuration);
        var directory = DataDirectory.From(configuration);
        services.AddSingleton(directory);
        services.AddSingleton(place);
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<DatabaseChanges>();
        services.AddSingleton<DatabaseHealth>();
        services.AddSingleton<DatabaseSize>();
        services.AddSingleton<DatabaseWatch>();
        services.AddKeys(configuration, place, directory);
        var connection = settings.ConnectionString is { Length: > 0 } given
            ? given
            : $"Data Source={directory.File(DataDirectory.DatabaseFile)}";
        var connections = new SqliteConnections();
        return place.Provider switch
        {
            "postgres" => services.AddProvider<PostgresParserDbContext>(
                options => options.UseNpgsql(PostgresDialect.Bounded(connection)),
                options => options.UseNpgsql(PostgresDialect.Lifeline(connection))
            ),
            "sqlserver" => services.AddProvider<SqlServerParserDbContext>(
                options => options.UseSqlServer(connection).AddInterceptors(new SqlServerSessions()),
                options => options.UseSqlServer(SqlServerDialect.Lifeline(connection))
            ),
            "sqlite" => services.AddProvider<SqliteParserDbContext>(
                options => options.UseSqlite(connection, Lists).AddInterceptors(connections),
                options => options.UseSqlite(connection, Lists).AddInterceptors(connections)
            ),
            _ => throw new NotSupportedException($"There is no context for the database '{place.Provider}'."),
        };
    }

    /// <summary>A list is one parameter: EF would write the statement anew for each, which takes longer than most of them run.</summary>
    private static void Lists(SqliteDbContextOptionsBuilder sqlite) =>
        sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    private static IServiceCollection AddProvider<TContext>(
        this IServiceCollection services,
        Action<DbContextOptionsBuilder> configure,
        Action<DbContextOptionsBuilder> lifeline
    )
        where TContext : ParserDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) => Configure(provider, options, configure));
        services.AddSingleton<IDbContextFactory<ParserDbContext>, ProviderContextFactory<TContext>>();
        services.AddScoped<ParserDbContext>(provider =>
            provider.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContext()
        );
        services.AddSingleton(provider =>
        {
            var options = new DbContextOptionsBuilder<TContext>();
            Configure(provider, options, lifeline);
            return new LifelineContexts(() => (TContext)Activator.CreateInstance(typeof(TContext), options.Options)!);
        });
        return services;
    }

    private static void Configure(IServiceProvider provider, DbContextOptionsBuilder options, Action<DbContextOptionsBuilder> configure)
    {
        // Which rows a capped count takes does not matter. Whether the model and its migrations are in step is asked by a test; at each
        // start the question would build a second model. Both come before the provider's own options, as in the factory: for each order of
        // options EF builds and keeps a model.
        options.ConfigureWarnings(warnings =>
            warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning, RelationalEventId.PendingModelChangesWarning)
        );
        configure(options);
        options.ReplaceService<IMigrationsAssembly, ProviderMigrations>();
        options.AddInterceptors(provider.GetServices<ISaveChangesInterceptor>());
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
