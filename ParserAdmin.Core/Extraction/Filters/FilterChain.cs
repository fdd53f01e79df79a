using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Sources.Definition.Fields;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>Runs the filters of a field in their order; each text on its own where there are several.</summary>
internal sealed class FilterChain(IReadOnlyList<FilterDefinition> definitions, FilterContext context)
{
    private readonly List<(FilterDefinition Definition, IFieldFilter Filter)> _filters =
    [
        .. definitions.Select(definition => (definition, FieldFilters.Make(definition))),
    ];

    /// <param name="texts">None of them empty.</param>
    /// <param name="asList">Whether the outcome is a list even if there is only one text.</param>
    public ChainOutcome Apply(IEnumerable<string> texts, bool asList)
    {
        var values = texts.Select(text => (FieldValue)new TextValue(text)).ToList();
        EmptyingFilter? emptied = null;
        foreach (var (definition, filter) in _filters)
        {
            var before = values;
            if (filter is IListFilter together)
            {
                values = values.Count == 0 ? values : [new TextValue(together.Apply([.. values.Select(value => value.ToText())]))];
                asList = false;
                Trace(definition, before, values);
                continue;
            }

            var next = new List<FieldValue>();
            foreach (var value in values)
            {
                var outcome = filter.Apply(value.ToText(), context);
                if (outcome.Failure is { } why)
                {
                    context.Trace?.Step(definition, [value.ToText()], [], why);
                    return new ChainOutcome(null, new FilterFailure(definition.Name, value.ToText(), why));
                }

                asList |= outcome.Value is ListValue;
                next.AddRange(Parts(outcome.Value!));
            }

            values = next;
            if (before.Count > 0 && next.Count == 0)
                emptied = new EmptyingFilter(definition.Name, before[0].ToText());
            Trace(definition, before, values);
        }

        return new ChainOutcome(Gather(values, asList), null) { Emptied = emptied };
    }

    private void Trace(FilterDefinition definition, List<FieldValue> before, List<FieldValue> after) =>
        context.Trace?.Step(definition, [.. before.Select(value => value.ToText())], [.. after.Select(value => value.ToText())], null);

    private static IEnumerable<FieldValue> Parts(FieldValue value) =>
        value switch
        {
            ListValue list => list.Texts.Where(text => text.Length > 0).Select(text => new TextValue(text)),
            TextValue { Text.Length: 0 } => [],
            _ => [value],
        };

    private static FieldValue? Gather(List<FieldValue> values, bool asList) =>
        values switch
        {
            [] => null,
            _ when asList => new ListValue([.. values.Select(value => value.ToText())]),
            _ => values[0],
        };
}
