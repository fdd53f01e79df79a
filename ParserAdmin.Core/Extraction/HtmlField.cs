using AngleSharp.Dom;
using ParserAdmin.Core.Extraction.Filters;
using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Extraction;

/// <summary>Reads one field from the rows of a page: find, take, filter.</summary>
internal sealed class HtmlField(string name, FieldDefinition definition, FilterContext context)
{
    private readonly CompiledSelector? _selector = Compile(definition.Selector);
    private readonly CompiledSelector? _remove = Compile(definition.Remove);
    private readonly FilterChain _filters = new(definition.Filters, context);
    private readonly List<(CompiledSelector Selector, string Value)> _cases =
        [.. definition.Cases.Select(branch => (new CompiledSelector(branch.Selector), branch.Value))];

    public string Name => name;

    /// <summary>The field's value in this row; or null with the reason, or null alone if the field is optional.</summary>
    public (FieldValue? Value, FieldError? Error) Read(IElement row)
    {
        var outcome = Filter(Find(row).Where(text => text.Length > 0));
        if (outcome is { Value: null, Failure: null } && definition.Default is { Length: > 0 } replacement)
        {
            outcome = Filter([replacement]);
        }

        return outcome switch
        {
            { Failure: { } failure } => (null, FieldError.Failed(name, failure.Filter, failure.Input, failure.Message)),
            { Value: { } value } => (value, null),
            _ => (null, definition.Optional ? null : FieldError.Empty(name)),
        };
    }

    private ChainOutcome Filter(IEnumerable<string> texts) => _filters.Apply(texts, definition.All);

    private IEnumerable<string> Find(IElement row)
    {
        if (definition.All && _selector is not null)
        {
            return _selector.All(row).Select(Take);
        }

        var element = _selector is null ? row : _selector.First(row);
        return element is null ? [] : [_cases.Count > 0 ? Choose(element) : Take(element)];
    }

    private string Choose(IElement element) =>
        _cases.FirstOrDefault(branch => branch.Selector.MatchesWithin(element)).Value ?? "";

    private string Take(IElement element)
    {
        if (definition.Attribute is { } attribute)
        {
            return element.GetAttribute(attribute)?.Trim() ?? "";
        }

        if (_remove is not null)
        {
            // On a copy: other fields may want what this one leaves out.
            element = (IElement)element.Clone();
            foreach (var unwanted in _remove.All(element))
            {
                unwanted.Remove();
            }
        }

        return Whitespace.Collapse(element.TextContent);
    }

    private static CompiledSelector? Compile(string? selector) => selector is null ? null : new CompiledSelector(selector);
}
