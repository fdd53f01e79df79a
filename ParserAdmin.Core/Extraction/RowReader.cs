using ParserAdmin.Core.Extraction.Filters;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction;

/// <summary>Reads all fields of a row, whatever form the row has.</summary>
internal sealed class RowReader<TRow>(PathDefinition path, FilterContext context, Func<FieldDefinition, IFieldFinder<TRow>> finderOf)
    where TRow : notnull
{
    private readonly List<RowField<TRow>> _fields =
    [
        .. path.Fields.Select(field => new RowField<TRow>(field.Key, field.Value, finderOf(field.Value), context)),
    ];

    public ExtractedRow Read(TRow row)
    {
        context.Trace?.Row(row);
        var values = new Dictionary<string, FieldValue>(_fields.Count);
        List<FieldError>? errors = null;
        foreach (var field in _fields)
        {
            var (value, error) = field.Read(row, values);
            if (value is not null)
                values[field.Name] = value;
            if (error is not null)
                (errors ??= []).Add(error);
        }

        return new ExtractedRow(values, errors ?? []);
    }

    public List<ExtractedRow> ReadAll(IEnumerable<TRow> rows, CancellationToken cancellationToken)
    {
        var read = new List<ExtractedRow>();
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            read.Add(Read(row));
        }

        return read;
    }
}
