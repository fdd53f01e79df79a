namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>
/// Puts a word of the table in place of the text, whatever its letters' case; "*" stands for all others, which else stay.
/// </summary>
internal sealed class MapFilter(IReadOnlyDictionary<string, string> table) : IFieldFilter
{
    public FilterOutcome Apply(string text, FilterContext context)
    {
        var key = text.Trim();
        var found =
            table.GetValueOrDefault(key)
            ?? table.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value
            ?? table.GetValueOrDefault("*", text);
        return FilterOutcome.Of(found);
    }
}
