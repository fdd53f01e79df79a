using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Npgsql;

namespace ParserAdmin.Core.Data.Postgres;

/// <summary>LISTEN and NOTIFY on one channel.</summary>
internal sealed class PostgresSignals(string connectionString) : DatabaseSignals
{
    internal const string Channel = "parseradmin";

    // Not of the pool: it waits all its life. The keep-alive finds out within seconds that a cable was pulled.
    private readonly string _own = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        KeepAlive = 5,
        Timeout = 5,
        ApplicationName = "parseradmin-news",
    }.ConnectionString;

    public override async Task SendAsync(IReadOnlyList<string> messages, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_notify('{Channel}', message) FROM unnest($1) AS message";
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. messages] });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async IAsyncEnumerable<string> ListenAsync(
        Action listening,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var received = new ConcurrentQueue<string>();
        await using var connection = new NpgsqlConnection(_own);
        connection.Notification += (_, notification) => received.Enqueue(notification.Payload);
        await connection.OpenAsync(cancellationToken);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"LISTEN {Channel}";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        listening();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
            while (received.TryDequeue(out var message))
                yield return message;
        }
    }
}
