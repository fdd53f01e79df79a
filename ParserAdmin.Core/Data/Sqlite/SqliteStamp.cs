using Microsoft.Data.Sqlite;

namespace ParserAdmin.Core.Data.Sqlite;

/// <summary>
/// <c>PRAGMA data_version</c> of one connection that is kept: a look at shared memory, which costs some microseconds
/// (https://sqlite.org/pragma.html#pragma_data_version).
/// </summary>
internal sealed class SqliteStamp(string connectionString) : DatabaseStamp
{
    // Not of the pool: the count is the connection's own.
    private readonly string _own = new SqliteConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        Mode = SqliteOpenMode.ReadOnly,
    }.ConnectionString;
    private SqliteConnection? _connection;
    private SqliteCommand? _command;
    private int _connections;

    public override string? Read()
    {
        try
        {
            if (_connection is not null && SqliteFile.HasMoved(_connection))
                Dispose();
            if (_connection is null)
            {
                _connection = new SqliteConnection(_own);
                _connection.Open();
                _command = _connection.CreateCommand();
                _command.CommandText = "PRAGMA data_version";
                _connections++;
            }

            return $"{_connections}.{_command!.ExecuteScalar()}";
        }
        catch (SqliteException)
        {
            // The caller asks the tables, and meets and tells what is wrong there.
            Dispose();
            return null;
        }
    }

    public override void Dispose()
    {
        _command?.Dispose();
        _connection?.Dispose();
        (_command, _connection) = (null, null);
    }
}
