using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Benchmarks.Seeding;

/// <summary>
/// Writes entities into their table as fast as the database takes them: COPY on PostgreSQL, one prepared statement and a transaction a
/// chunk on SQLite. Columns and conversions are the model's, so that a row is stored as the program itself stores it.
/// </summary>
internal sealed class BulkTable<T>
    where T : class
{
    private const int Chunk = 50_000;
    private readonly List<(string Name, Func<T, object?> Read)> _columns;
    private readonly string _table;

    public BulkTable(ParserDbContext context)
    {
        var type = context.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} has no table");
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        _table = table.Name;

        // What the database numbers itself is left to it.
        _columns =
        [
            .. type.GetFlattenedProperties()
                .Where(property => property.ValueGenerated != ValueGenerated.OnAdd || property.ClrType != typeof(long))
                .Select(property => (property.GetColumnName(table)!, Reader(property))),
        ];
    }

    private string Columns => string.Join(", ", _columns.Select(column => $"\"{column.Name}\""));

    /// <param name="connection">Of SQLite or PostgreSQL, open.</param>
    public void Write(DbConnection connection, IEnumerable<T> rows)
    {
        if (connection is NpgsqlConnection postgres)
        {
            Copy(postgres, rows);
            return;
        }

        foreach (var chunk in rows.Chunk(Chunk))
            Insert((SqliteConnection)connection, chunk);
    }

    private void Insert(SqliteConnection connection, T[] rows)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        var names = Enumerable.Range(0, _columns.Count).Select(at => $"@p{at}").ToList();
        command.CommandText = $"INSERT INTO {_table} ({Columns}) VALUES ({string.Join(", ", names)})";
        var parameters = names.ConvertAll(name => command.Parameters.Add(new SqliteParameter(name, DBNull.Value)));
        command.Prepare();
        foreach (var row in rows)
        {
            for (var at = 0; at < parameters.Count; at++)
                parameters[at].Value = _columns[at].Read(row) ?? DBNull.Value;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private void Copy(NpgsqlConnection connection, IEnumerable<T> rows)
    {
        using var copy = connection.BeginBinaryImport($"COPY {_table} ({Columns}) FROM STDIN (FORMAT BINARY)");
        copy.Timeout = TimeSpan.FromHours(1);
        foreach (var row in rows)
        {
            copy.StartRow();
            foreach (var (_, read) in _columns)
                Write(copy, read(row));
        }

        copy.Complete();
    }

    private static void Write(NpgsqlBinaryImporter copy, object? value)
    {
        switch (value)
        {
            case null:
                copy.WriteNull();
                break;
            case string text:
                copy.Write(text);
                break;
            case int number:
                copy.Write(number);
                break;
            case long number:
                copy.Write(number);
                break;
            case bool flag:
                copy.Write(flag);
                break;
            case decimal amount:
                copy.Write(amount);
                break;
            case Guid id:
                copy.Write(id);
                break;
            case DateTime time:
                copy.Write(time);
                break;
            default:
                throw new NotSupportedException($"A column of {typeof(T).Name} holds a {value.GetType().Name}");
        }
    }

    private static Func<T, object?> Reader(IProperty property)
    {
        var own = property.GetGetter();
        var part = property.DeclaringType is IComplexType type ? type.ComplexProperty.GetGetter() : null;
        var converter = property.GetRelationalTypeMapping().Converter;
        return row =>
        {
            var value = own.GetClrValue(part is null ? row : part.GetClrValue(row)!);
            return converter is null || value is null ? value : converter.ConvertToProvider(value);
        };
    }
}
