using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ParserAdmin.Core.Data.Sqlite;

/// <summary>
/// Lets this process write one at a time, in the order of asking. SQLite has one writer, and whoever waits for it polls and blocks a thread meanwhile: of
/// many on a busy machine one can be passed over until its time is up ("database is locked"). Only other programs meet us at <c>busy_timeout</c> then.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose.")]
internal sealed class SqliteWriterQueue
{
    /// <summary>Far longer than all transactions ahead together: who waits so long waits for itself, or for a disk that hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <exception cref="TimeoutException">The writer before this one did not end.</exception>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (!await _writer.WaitAsync(Patience, cancellationToken))
            throw new TimeoutException($"The database's one writer was busy for {Patience.TotalSeconds:0} s.");
    }

    public void Leave() => _writer.Release();
}

/// <summary>A connection whose transactions, and whose single writing statements outside of one, take their turn in the queue.</summary>
internal sealed class QueuedSqliteConnection(string? connectionString, SqliteWriterQueue queue) : SqliteConnection(connectionString)
{
    private bool _writes;

    internal bool IsInTransaction => Transaction is not null;

    internal SqliteWriterQueue Queue => queue;

    /// <summary>Set to null however a transaction ends: committed, rolled back, disposed of, or closed with its connection.</summary>
    protected override SqliteTransaction? Transaction
    {
        get => base.Transaction;
        set
        {
            base.Transaction = value;
            if (value is null)
                Leave();
        }
    }

    public override SqliteCommand CreateCommand() => new QueuedSqliteCommand(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken)
    {
        await queue.EnterAsync(cancellationToken);
        _writes = true;
        try
        {
            return await base.BeginDbTransactionAsync(isolationLevel, cancellationToken);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    private void Leave()
    {
        if (!_writes)
            return;
        _writes = false;
        queue.Leave();
    }
}

/// <summary>Our single statements without a transaction are updates and deletes of a query; saves always have one, and readers never wait.</summary>
internal sealed class QueuedSqliteCommand : SqliteCommand
{
    private readonly QueuedSqliteConnection _connection;

    public QueuedSqliteCommand(QueuedSqliteConnection connection)
    {
        _connection = connection;
        Connection = connection;
    }

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        if (_connection.IsInTransaction)
            return await base.ExecuteNonQueryAsync(cancellationToken);
        await _connection.Queue.EnterAsync(cancellationToken);
        try
        {
            return await base.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            _connection.Queue.Leave();
        }
    }
}
