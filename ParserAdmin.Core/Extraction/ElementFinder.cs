using AngleSharp.Dom;
using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Sources.Definition.Fields;

namespace ParserAdmin.Core.Extraction;

/// <summary>Finds a field in an element of HTML or XML by CSS selectors.</summary>
internal sealed class ElementFinder(FieldDefinition definition) : IFieldFinder<IElement>
{
    private readonly List<CompiledSelector> _selectors = [.. definition.Selectors.Select(selector => new CompiledSelector(selector))];
    private readonly CompiledSelector? _remove = definition.Remove is null ? null : new CompiledSelector(definition.Remove);
    private readonly List<(CompiledSelector Selector, string Value)> _cases =
    [
        .. definition.Cases.Select(branch => (new CompiledSelector(branch.Selector), branch.Value)),
    ];

    public IEnumerable<string> Find(IElement row)
    {
        if (_selectors.Count == 0)
            return [Read(row)];
        return definition.All
            ? _selectors.SelectMany(selector => selector.All(row)).Select(Read)
            : _selectors.Select(selector => selector.First(row)).OfType<IElement>().Select(Read).Where(text => text.Length > 0).Take(1);
    }

    private string Read(IElement element) => _cases.Count > 0 ? Choose(element) : Take(element);

    private string Choose(IElement element) => _cases.FirstOrDefault(branch => branch.Selector.MatchesWithin(element)).Value ?? "";

    private string Take(IElement element)
    {
        if (definition.Attribute is { } attribute)
            return element.GetAttribute(attribute)?.Trim() ?? "";
        if (_remove is not null)
        {
            // On a copy: other fields may want what this one leaves out.
            element = (IElement)element.Clone();
            foreach (var unwanted in _remove.All(element))
                unwanted.Remove();
        }

        // A script's spaces may stand within its strings.
        return element.LocalName == "script" ? element.TextContent.Trim()
            : definition.Lines ? VisibleText.Lines(element)
            : VisibleText.Of(element);
    }
}
