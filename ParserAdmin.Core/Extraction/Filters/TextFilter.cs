namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>A filter that cannot fail and needs to know nothing but the text.</summary>
internal sealed class TextFilter(Func<string, string> change) : IFieldFilter
{
    public FilterOutcome Apply(string text, FilterContext context) => FilterOutcome.Of(change(text));
}
