using ParserAdmin.Core.Extraction.Filters;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Sources.Definition.Fields;

namespace ParserAdmin.Core.Extraction;

/// <summary>Reads one field from the rows of a page: find, filter, else the default.</summary>
internal sealed class RowField<TRow>(string name, FieldDefinition definition, IFieldFinder<TRow> finder, FilterContext context)
{
    private readonly FilterChain _filters = new(definition.Filters, context);

    public string Name => name;

    /// <summary>The field's value in this row; or null with the reason, or null alone if the field is optional.</summary>
    /// <param name="before">The row's fields that were read already.</param>
    public (FieldValue? Value, FieldError? Error) Read(TRow row, IReadOnlyDictionary<string, FieldValue> before)
    {
        var outcome = Filter(Find(row, before));
        var emptied = outcome.Emptied;
        if (outcome is { Value: null, Failure: null } && definition.Default is { Length: > 0 } replacement)
        {
            context.Trace?.Default(replacement);
            outcome = Filter([replacement]);
        }

        var read = Judge(outcome, emptied);
        context.Trace?.Value(read.Value, read.Error);
        return read;
    }

    private (FieldValue? Value, FieldError? Error) Judge(ChainOutcome outcome, EmptyingFilter? emptied) =>
        outcome switch
        {
            { Failure: { } failure } => (
                null,
                FieldError.Failed(name, failure.Filter, failure.Input, failure.Message) with
                {
                    Optional = definition.Optional,
                }
            ),
            { Value: { } value } => (value, null),
            _ => (null, definition.Optional ? null : Empty(emptied, outcome.Emptied)),
        };

    /// <param name="found">What took away what was found.</param>
    /// <param name="last">The same of the default, where there is one.</param>
    private FieldError Empty(EmptyingFilter? found, EmptyingFilter? last) =>
        (found ?? last) is { } emptied
            ? FieldError.Emptied(
                name,
                emptied.Filter,
                emptied.Input,
                definition.Default is { Length: > 0 } replacement ? replacement : null
            )
            : FieldError.Empty(name);

    private IEnumerable<string> Find(TRow row, IReadOnlyDictionary<string, FieldValue> before)
    {
        var found = definition.Text is { } text ? Composed(text, before) : finder.Find(row).Where(text => text.Length > 0);
        if (context.Trace is not { } trace)
            return found;
        List<string> whole = [.. found];
        trace.Field(name, whole);
        return whole;
    }

    private static IEnumerable<string> Composed(string text, IReadOnlyDictionary<string, FieldValue> before) =>
        FieldTemplate.Fill(text, name => before.GetValueOrDefault(name)?.ToText()) is { } filled ? [filled] : [];

    private ChainOutcome Filter(IEnumerable<string> texts) => _filters.Apply(texts, definition.All);
}
