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
        DbCommand? command = null;
        try
        {
            foreach (var chunk in rows.Chunk(_context.Dialect.RowsAStatement(_columns.Count)))
            {
                // All statements but the last are one with other values, so the database reads it once.
                if (command?.Parameters.Count != chunk.Length * _columns.Count)
                    command = await RenewAsync(command, chunk.Length);
                for (var i = 0; i < command.Parameters.Count; i++)
                    command.Parameters[i].Value = Stored(_properties[i % _columns.Count], chunk[i / _columns.Count]);
                added += await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        finally
        {
            if (command is not null)
                await command.DisposeAsync();
        }

        return added;
    }

    private async Task<DbCommand> RenewAsync(DbCommand? last, int rows)
    {
        if (last is not null)
            await last.DisposeAsync();
        var command = _context.Database.GetDbConnection().CreateCommand();
        command.Transaction = _context.Database.CurrentTransaction!.GetDbTransaction();
        var names = Enumerable.Range(0, rows * _columns.Count).Select(at => _sql.GenerateParameterName($"p{at}")).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            command.Parameters.Add(
                _properties[i % _columns.Count].GetRelationalTypeMapping().CreateParameter(command, names[i], null, nullable: true)
            );
        }

        command.CommandText = _context.Dialect.InsertMissing(
            _table,
            _columns,
            _key,
            string.Join(", ", names.Chunk(_columns.Count).Select(row => $"({string.Join(", ", row)})"))
        );
        return command;
    }

    private static object Stored(IProperty property, T row)
    {
        var value = property.GetGetter().GetClrValue(row);
        var converter = property.GetRelationalTypeMapping().Converter;
        return (converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
    }

    private string Column(IProperty property, StoreObjectIdentifier table) => _sql.DelimitIdentifier(property.GetColumnName(table)!);
}
