using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>Which process says that it stopped everything.</summary>
public sealed record StopOrigin(string Node, Guid Instance);

/// <summary>
/// The emergency stop's own way into the database: one connection that is open all the time, so that neither an empty pool nor a server
/// without a free connection is in its way; every statement is a transaction of its own, and none waits longer than a moment for a lock.
/// </summary>
public sealed class StopLine(IDbContextFactory<ParserDbContext> contexts, StopOrigin origin) : IDisposable
{
    private const int LongestToldReason = 1_000;

    // Each try that meets a lock goes one epoch further: a gap does no harm.
    private const int MostTries = 40;

    private readonly SemaphoreSlim _one = new(1);
    private volatile bool _ended;
    private DbConnection? _connection;
    private (DatabaseDialect Dialect, IEntityType Entity)? _known;

    /// <summary>Whether several nodes may be on this database.</summary>
    internal bool IsShared => Known().Dialect.SharedByNodes;

    /// <summary>
    /// Opens the connection where it is to stay open and is not: at the start, and after an outage. Never more than one try at a time: a
    /// stop must not stand behind a line of them.
    /// </summary>
    internal Task PrepareAsync(CancellationToken cancellationToken) =>
        _connection?.State == ConnectionState.Open || !IsShared || _one.CurrentCount == 0
            ? Task.CompletedTask
            : UseAsync(RehearseAsync, cancellationToken);

    /// <summary>Tells every node that listens. False where the database carries no messages; its nodes look at the table.</summary>
    internal async Task<bool> TellAsync(StopRecord stop, CancellationToken cancellationToken)
    {
        if (Known().Dialect.TellStatement is not { } statement)
            return false;
        return await UseAsync(
            async (connection, token) =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = statement;
                var message = command.CreateParameter();
                (message.ParameterName, message.Value) = ("message", $"{origin.Instance:N}|stop|{stop.Write(LongestToldReason)}");
                command.Parameters.Add(message);
                await command.ExecuteNonQueryAsync(token);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>Adds it, once however often it is tried, and returns its epoch: greater than any before.</summary>
    /// <exception cref="DbException">The database did not take it.</exception>
    internal Task<long> StoreAsync(StopRecord stop, CancellationToken cancellationToken) =>
        UseAsync(
            async (connection, token) =>
            {
                for (var (attempt, step) = (1, 1); ; attempt++)
                {
                    try
                    {
                        await using (var insert = Insert(connection, stop, step))
                            await insert.ExecuteNonQueryAsync(token);
                        return await EpochAsync(connection, stop, token);
                    }
                    catch (DbException met) when (attempt < MostTries && StorageFaults.MetAnother(met) is { } waited)
                    {
                        // Another stop took this epoch; or has it, and its transaction does not end: then this one goes past it.
                        step += waited ? 1 : 0;
                    }
                }
            },
            cancellationToken
        );

    public void Dispose()
    {
        // Whoever uses it now closes it afterwards.
        _ended = true;
        if (_one.Wait(0))
            _connection?.Dispose();
    }

    /// <summary>All that a stop does but the stop: the first real one does not wait for a compiler either.</summary>
    private async Task<long> RehearseAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rehearsed = StopRecord.Read(
            StopRecord.Create(Audit.Actor.System, null, origin.Node, DateTime.UnixEpoch).Write(LongestToldReason)
        );
        await using var insert = Insert(connection, rehearsed, 1);
        return await EpochAsync(connection, rehearsed, cancellationToken);
    }

    private DbCommand Insert(DbConnection connection, StopRecord stop, int step)
    {
        var command = connection.CreateCommand();
        var (columns, values) = (new List<string>(), new List<string>());
        foreach (var property in Known().Entity.GetProperties())
        {
            var column = property.GetColumnName();
            columns.Add(column);
            values.Add(property.Name == nameof(StopRecord.Epoch) ? $"newest.epoch + {step}" : $"@{column}");
            if (property.Name != nameof(StopRecord.Epoch))
                command.Parameters.Add(Parameter(command, property, column, stop));
        }

        command.CommandText = $"""
            INSERT INTO {StopRecordMapping.Table} ({string.Join(", ", columns)})
            SELECT {string.Join(", ", values)}
            FROM (SELECT MAX(known.epoch) AS epoch
                  FROM (SELECT 0 AS epoch UNION ALL SELECT epoch FROM parser_settings
                        UNION ALL SELECT MAX(epoch) FROM {StopRecordMapping.Table}) AS known) AS newest
            WHERE NOT EXISTS (SELECT 1 FROM {StopRecordMapping.Table} AS same WHERE same.id = @id)
            """;
        return command;
    }

    private static DbParameter Parameter(DbCommand command, IProperty property, string column, StopRecord stop) =>
        property.GetRelationalTypeMapping().CreateParameter(command, column, property.GetGetter().GetClrValue(stop), property.IsNullable);

    private async Task<long> EpochAsync(DbConnection connection, StopRecord stop, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT epoch FROM {StopRecordMapping.Table} WHERE id = @id";
        var id = Known().Entity.FindProperty(nameof(StopRecord.Id))!;
        command.Parameters.Add(Parameter(command, id, "id", stop));
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>In a task of its own: SQLite's driver waits for locks on the thread that asks.</summary>
    private Task<T> UseAsync<T>(Func<DbConnection, CancellationToken, Task<T>> use, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                await _one.WaitAsync(cancellationToken);
                try
                {
                    var stayedOpen = _connection is not null;
                    try
                    {
                        return await use(await OpenAsync(cancellationToken), cancellationToken);
                    }
                    catch (Exception broken) when (stayedOpen && StorageFaults.IsOutage(broken))
                    {
                        // It may have been lost long ago, unnoticed; a new one tells whether the database is there.
                        await CloseAsync();
                        return await use(await OpenAsync(cancellationToken), cancellationToken);
                    }
                }
                catch
                {
                    await CloseAsync();
                    throw;
                }
                finally
                {
                    // A file may be replaced, by a backup for example, and one that is open would still be the old one.
                    if (!IsShared || _ended)
                        await CloseAsync();
                    _one.Release();
                }
            },
            cancellationToken
        );

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { } open)
            return open;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
            _connection = context.Dialect.CreateStopConnection(context);
        await _connection.OpenAsync(cancellationToken);
        if (Known().Dialect.StopConnectionSetup is { } setup)
        {
            await using var command = _connection.CreateCommand();
            command.CommandText = setup;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return _connection;
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync();
    }

    private (DatabaseDialect Dialect, IEntityType Entity) Known()
    {
        if (_known is { } known)
            return known;
        using var context = contexts.CreateDbContext();
        known = (context.Dialect, context.Model.FindEntityType(typeof(StopRecord))!);
        _known = known;
        return known;
    }
}
