using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ParserAdmin.Core.Data.Sqlite;

/// <summary>
/// Lets this process write one at a time, in the order of asking. SQLite has one writer, and whoever waits for it polls and blocks a thread
/// meanwhile: of many on a busy machine one can be passed over until its time is up ("database is locked"). Only other programs meet us at
/// <c>busy_timeout</c> then. An emergency stop waits for the writer of the moment alone, and goes before all that wait.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Semaphores whose wait handles are never asked for hold nothing to dispose.")]
internal sealed class SqliteWriterQueue(TimeSpan? stopPatience = null)
{
    /// <summary>Far longer than all transactions ahead together: who waits so long waits for itself, or for a disk that hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A stop that has no turn by then tries without: whoever hangs in it may not hold the database itself.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(300);

    // Writers stand in the line, and who is at its head has to have the pen, too. Stops ask for the pen alone: when it is put down they are
    // the only ones who wait for it.
    private readonly SemaphoreSlim _line = new(1, 1);
    private readonly SemaphoreSlim _pen = new(1, 1);

    /// <exception cref="TimeoutException">The writer before this one did not end.</exception>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        await TakeAsync(_line, cancellationToken);
        try
        {
            // Only stops can be before this one here, and they take milliseconds.
            await TakeAsync(_pen, cancellationToken);
        }
        catch
        {
            _line.Release();
            throw;
        }
    }

    public void Leave()
    {
        _pen.Release();
        _line.Release();
    }

    /// <returns>Whether it has its turn, which ends with <see cref="LeaveFirst"/>.</returns>
    public Task<bool> EnterFirstAsync(CancellationToken cancellationToken) =>
        _pen.WaitAsync(stopPatience ?? StopPatience, cancellationToken);

    public void LeaveFirst() => _pen.Release();

    private static async Task TakeAsync(SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        if (!await turn.WaitAsync(Patience, cancellationToken))
            throw new TimeoutException($"The database's one writer was busy for {Patience.TotalSeconds:0} s.");
    }
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

    public override SqliteCommand CreateCommand() =>
        new QueuedSqliteCommand(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(
        IsolationLevel isolationLevel,
        CancellationToken cancellationToken
    )
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

/// <summary>
/// Our single statements without a transaction are updates and deletes of a query; saves always have one, and readers never wait.
/// </summary>
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

/// <summary>The emergency stop's connection: what it writes goes before all that wait for their turn.</summary>
internal sealed class FirstSqliteConnection(string connectionString, SqliteWriterQueue queue) : SqliteConnection(connectionString)
{
    internal SqliteWriterQueue Queue => queue;

    /// <summary>Other programs stand in no queue of ours: at the file itself it waits no longer than this.</summary>
    public override void Open()
    {
        base.Open();
        using var command = base.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=400";
        command.ExecuteNonQuery();
    }

    public override SqliteCommand CreateCommand() => new FirstSqliteCommand(this) { CommandTimeout = DefaultTimeout };
}

internal sealed class FirstSqliteCommand : SqliteCommand
{
    private readonly FirstSqliteConnection _connection;

    public FirstSqliteCommand(FirstSqliteConnection connection)
    {
        _connection = connection;
        Connection = connection;
    }

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        var isInTurn = await _connection.Queue.EnterFirstAsync(cancellationToken);
        try
        {
            return await base.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            if (isInTurn)
                _connection.Queue.LeaveFirst();
        }
    }
}
