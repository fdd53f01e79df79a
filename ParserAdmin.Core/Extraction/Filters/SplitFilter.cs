using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>
/// One part of a text (counted from 0, or from -1 at its end; one that is not there is nothing), or all of them as a list.
/// </summary>
internal sealed class SplitFilter(string separator, int? index) : IFieldFilter
{
    public FilterOutcome Apply(string text, FilterContext context)
    {
        var parts = text.Split(separator, StringSplitOptions.TrimEntries);
        if (index is not { } wanted)
            return FilterOutcome.Of(new ListValue([.. parts.Where(part => part.Length > 0)]));
        var at = wanted < 0 ? parts.Length + wanted : wanted;
        return FilterOutcome.Of(at >= 0 && at < parts.Length ? parts[at] : "");
    }
}
