using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Data.Search;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>
/// The stop's line into a database that several nodes share, without a server: a SQLite file whose dialect says so, carries messages into a
/// table, and has something to say on each new connection. It counts the connections, and a test may hold up or refuse each statement.
/// </summary>
internal sealed class WatchedLine : IDisposable
{
    public const string Setup = "PRAGMA busy_timeout=400";

    private readonly TestDirectory _directory = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly string _connection;
    private int _opened;
    private int _closed;

    private WatchedLine()
    {
        _connection = $"Data Source={_directory.File("parseradmin.db")};Pooling=False";
        Line = new StopLine(new Contexts(this), Origin);
    }

    public StopOrigin Origin { get; } = new("node-1", Guid.CreateVersion7());

    public StopLine Line { get; }

    public bool Shared { get; set; } = true;

    public bool CarriesMessages { get; set; } = true;

    /// <summary>Awaited before each statement, which it may hold up or refuse.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Awaited before each connection opens.</summary>
    public Func<Task> Opening { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<string> Said => [.. _said];

    public (int Opened, int Closed) Connections => (Volatile.Read(ref _opened), Volatile.Read(ref _closed));

    public static bool Stores(string said) => said.StartsWith("INSERT INTO emergency_stops", StringComparison.Ordinal);

    public static async Task<WatchedLine> CreateAsync()
    {
        var watched = new WatchedLine();
        await SqliteTemplate.CopyToAsync(watched._directory.File("parseradmin.db"));
        await watched.AskAsync("CREATE TABLE told (message TEXT NOT NULL)");
        return watched;
    }

    /// <summary>What somebody else reads there, or does.</summary>
    public async Task<object?> AskAsync(string sql)
    {
        await using var connection = new SqliteConnection(_connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public void Dispose()
    {
        Line.Dispose();
        _directory.Dispose();
    }

    private Task SayAsync(string statement)
    {
        _said.Enqueue(statement);
        return Before(statement);
    }

    private sealed class Contexts(WatchedLine test) : IDbContextFactory<ParserDbContext>
    {
        private readonly SharedDialect _dialect = new(test);

        public ParserDbContext CreateDbContext() =>
            new SharedContext(new DbContextOptionsBuilder<SharedContext>().UseSqlite(test._connection).Options, _dialect);
    }

    private sealed class SharedContext(DbContextOptions<SharedContext> options, DatabaseDialect dialect) : ParserDbContext(options)
    {
        public override DatabaseDialect Dialect => dialect;
    }

    private sealed class SharedDialect(WatchedLine test) : DatabaseDialect
    {
        public override bool SharedByNodes => test.Shared;

        public override string? TellStatement => test.CarriesMessages ? "INSERT INTO told (message) VALUES (@message)" : null;

        public override string? StopConnectionSetup => Setup;

        public override string SizeQuery => throw new NotSupportedException();

        public override IEnumerable<string> AuditTriggers => throw new NotSupportedException();

        public override IEnumerable<string> DropAuditTriggers => throw new NotSupportedException();

        public override DbConnection CreateStopConnection(DbContext context) => new WatchedConnection(test);

        public override Task LockAuditChainAsync(DbContext context, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task LockAdmissionAsync(DbContext context, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override IEnumerable<string> SearchIndex(string table) => throw new NotSupportedException();

        public override IEnumerable<string> DropSearchIndex(string table) => throw new NotSupportedException();

        public override Task<IAsyncDisposable> LockMigrationAsync(DbContext context, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task<DatabaseFault?> CheckAsync(DbContext context) => throw new NotSupportedException();

        internal override Task<SearchStatement> SearchAsync(
            DbContext context,
            string table,
            IReadOnlyList<SearchTerm> terms,
            bool ordered,
            string? order,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();
    }

    private sealed class WatchedConnection(WatchedLine test) : SqliteConnection(test._connection)
    {
        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref test._opened);
            await test.Opening();
            await base.OpenAsync(cancellationToken);
        }

        public override SqliteCommand CreateCommand() => new WatchedCommand(this, test) { CommandTimeout = DefaultTimeout };

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Interlocked.Increment(ref test._closed);
            base.Dispose(disposing);
        }
    }

    private sealed class WatchedCommand : SqliteCommand
    {
        private readonly WatchedLine _test;

        public WatchedCommand(WatchedConnection connection, WatchedLine test)
        {
            _test = test;
            Connection = connection;
        }

        public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
        {
            await _test.SayAsync(CommandText);
            return await base.ExecuteNonQueryAsync(cancellationToken);
        }

        public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
        {
            await _test.SayAsync(CommandText);
            return await base.ExecuteScalarAsync(cancellationToken);
        }
    }
}
