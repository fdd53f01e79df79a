using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ParserAdmin.Core.Data.SqlServer;

/// <summary>
/// No statement waits for a lock longer than a few seconds. Said at every opening: the pool gives a connection back as the server makes
/// one.
/// </summary>
internal sealed class SqlServerSessions : DbConnectionInterceptor
{
    private const string Statement = "SET LOCK_TIMEOUT 8000";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Statement;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Statement;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
