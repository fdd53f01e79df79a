using ParserAdmin.Core.Extraction.Json;
using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>Takes values out of a text that is JSON, such as a script's or a data attribute's: one as a text, several as a list.</summary>
internal sealed class JsonFilter(string path) : IFieldFilter
{
    public FilterOutcome Apply(string text, FilterContext context)
    {
        try
        {
            var texts = JsonSelection.Select(JsonReading.Parse(text, CancellationToken.None), path).SelectMany(JsonTexts.Of).ToList();
            return texts is [var only] ? FilterOutcome.Of(only) : FilterOutcome.Of(new ListValue(texts));
        }
        catch (ExtractionException e)
        {
            return FilterOutcome.Fail($"{e.Message}; cut the JSON out with 'regex' first");
        }
    }
}
