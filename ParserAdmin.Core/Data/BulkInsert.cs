using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ParserAdmin.Core.Data;

/// <summary>Adds many rows with few statements, and leaves out those that another writer added first.</summary>
internal sealed class BulkInsert<T>
    where T : class
{
    // SQL Server takes no more than 2,100 parameters in a statement; the others take many more, and gain nothing by it.
    private const int MostParameters = 2_000;

    private readonly ParserDbContext _context;
    private readonly ISqlGenerationHelper _sql;
    private readonly List<IProperty> _properties;
    private readonly string _table;
    private readonly IReadOnlyList<string> _columns;
    private readonly IReadOnlyList<string> _key;

    /// <param name="context">In a transaction.</param>
    /// <exception cref="InvalidOperationException">The table has no unique index but its key, or more than one.</exception>
    public BulkInsert(ParserDbContext context)
    {
        _context = context;
        _sql = context.GetService<ISqlGenerationHelper>();
        var type = context.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} has no table");
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        _properties = [.. type.GetProperties()];
        _table = _sql.DelimitIdentifier(table.Name, table.Schema);
        _columns = [.. _properties.Select(property => Column(property, table))];
        _key = [.. type.GetIndexes().Single(index => index.IsUnique).Properties.Select(property => Column(property, table))];
    }

    /// <returns>How many were added.</returns>
    public async Task<int> AddMissingAsync(IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var chunk in rows.Chunk(MostParameters / _columns.Count))
        {
            await using var command = _context.Database.GetDbConnection().CreateCommand();
            command.Transaction = _context.Database.CurrentTransaction!.GetDbTransaction();
            command.CommandText = _context.Dialect.InsertMissing(_table, _columns, _key, string.Join(", ", chunk.Select(row => Values(command, row))));
            added += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return added;
    }

    private string Values(DbCommand command, T row)
    {
        var names = new List<string>(_properties.Count);
        foreach (var property in _properties)
        {
            var name = _sql.GenerateParameterName($"p{command.Parameters.Count}");
            command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(command, name, property.PropertyInfo!.GetValue(row), property.IsNullable));
            names.Add(name);
        }

        return $"({string.Join(", ", names)})";
    }

    private string Column(IProperty property, StoreObjectIdentifier table) => _sql.DelimitIdentifier(property.GetColumnName(table)!);
}
