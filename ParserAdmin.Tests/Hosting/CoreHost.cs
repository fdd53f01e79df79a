using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ParserAdmin.Core;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Postgres;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.Fakes;

namespace ParserAdmin.Tests.Hosting;

/// <summary>
/// The whole core on a database of its own, with the settings row written and nothing running by itself. One host is one node;
/// <see cref="JoinAsync"/> makes another on the same database. The clock is moved by the test.
/// </summary>
public sealed class CoreHost : IAsyncDisposable
{
    private readonly TestDirectory _directory;
    private readonly ServiceProvider _services;
    private readonly string _connection;

    private CoreHost(
        TestDatabase database,
        TestDirectory directory,
        string connection,
        string node,
        ManualTimeProvider clock,
        Action<IServiceCollection>? configure
    )
    {
        Database = database;
        Clock = clock;
        _directory = directory;
        _connection = connection;
        Configuration = Configure(directory.Path, database, connection, node);
        _services = Services(Configuration, clock, configure);
    }

    public TestDatabase Database { get; }

    public ManualTimeProvider Clock { get; }

    public IConfiguration Configuration { get; }

    public IServiceProvider Provider => _services;

    public string DataDirectory => _directory.Path;

    public TestLifetime Lifetime => (TestLifetime)Get<IHostApplicationLifetime>();

    public TestDispatcher Dispatcher => (TestDispatcher)Get<IJobDispatcher>();

    /// <param name="configure">Replaces services after the core's own are registered.</param>
    public static async Task<CoreHost> CreateAsync(
        TestDatabase database = TestDatabase.Sqlite,
        Action<IServiceCollection>? configure = null,
        ManualTimeProvider? clock = null
    )
    {
        var directory = new TestDirectory();
        var connection =
            database == TestDatabase.Postgres
                ? await PostgresServer.CreateDatabaseAsync()
                : $"Data Source={directory.File("parseradmin.db")}";
        if (database == TestDatabase.Sqlite)
            await SqliteTemplate.CopyToAsync(directory.File("parseradmin.db"));
        var host = new CoreHost(database, directory, connection, "node-1", clock ?? new ManualTimeProvider(), configure);
        await host.Get<SettingsStore>().EnsureCreatedAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Another node on the same database and the same clock, with a data folder of its own. Dispose it before the first.</summary>
    public Task<CoreHost> JoinAsync(string node = "node-2", Action<IServiceCollection>? configure = null) =>
        Task.FromResult(new CoreHost(Database, new TestDirectory(), _connection, node, Clock, configure));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<ParserDbContext> OpenAsync() => Get<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();

    /// <summary>Does what someone with another program would do.</summary>
    public async Task<int> SqlAsync(string sql)
    {
        await using var context = await OpenAsync();
        return await context.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>What a query that counts says.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var context = await OpenAsync();
        var asked = $"SELECT ({sql}) AS \"Value\"";
        return await context.Database.SqlQueryRaw<long>(asked).SingleAsync();
    }

    public Task<ParserSettings> SettingsAsync() => Get<SettingsStore>().ReadAsync(CancellationToken.None);

    /// <summary>Gives another container, such as bUnit's, this host's services.</summary>
    public void ShareWith(IServiceCollection services)
    {
        var own = new ServiceCollection().AddParserCore(Configuration);
        foreach (
            var type in own.Where(service =>
                    service.Lifetime == ServiceLifetime.Singleton
                    && !service.ServiceType.IsGenericTypeDefinition
                    && !service.IsKeyedService
                    && IsOurs(service.ServiceType)
                )
                .Select(service => service.ServiceType)
                .Distinct()
        )
        {
            services.AddSingleton(type, _ => _services.GetRequiredService(type));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Database == TestDatabase.Sqlite)
        {
            await using var pooled = new SqliteConnection(_connection);
            SqliteConnection.ClearPool(pooled);
        }
        else
        {
            await using var pooled = new NpgsqlConnection(PostgresDialect.Bounded(_connection));
            NpgsqlConnection.ClearPool(pooled);
        }

        _directory.Dispose();
    }

    internal static IConfiguration Configure(string directory, TestDatabase database, string? connection, string node) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["ParserAdmin:DataDirectory"] = directory,
                    ["ParserAdmin:Database:Provider"] = database.ToString(),
                    ["ParserAdmin:Database:ConnectionString"] = connection,
                    ["ParserAdmin:Node:Name"] = node,
                }
            )
            .Build();

    internal static ServiceProvider Services(IConfiguration configuration, TimeProvider clock, Action<IServiceCollection>? configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddSingleton(clock);
        services.AddSingleton<IHostApplicationLifetime, TestLifetime>();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddParserCore(configuration);
        services.Replace(ServiceDescriptor.Singleton<IJobDispatcher, TestDispatcher>());
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static bool IsOurs(Type type) =>
        type == typeof(TimeProvider)
        || type == typeof(IDbContextFactory<ParserDbContext>)
        || type.Namespace?.StartsWith("ParserAdmin.Core", StringComparison.Ordinal) == true;
}
