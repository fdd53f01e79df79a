using ParserAdmin.Core.Extraction.Json;
using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>Follows a reference within the page's JSON: the text is an id, the path says where the thing of that id has its name.</summary>
/// <param name="path">JSONPath from the document's root; {} stands for the text.</param>
internal sealed class LookupFilter(string path) : IFieldFilter
{
    public const string Placeholder = "{}";

    public FilterOutcome Apply(string text, FilterContext context)
    {
        if (context.Document is null)
            return FilterOutcome.Fail("only a 'response: json' page has something to look up in");
        var quoted = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        var found = JsonSelection
            .Select(context.Document, path.Replace(Placeholder, quoted, StringComparison.Ordinal))
            .SelectMany(JsonTexts.Of)
            .ToList();
        return found is [var only] ? FilterOutcome.Of(only) : FilterOutcome.Of(new ListValue(found));
    }
}
