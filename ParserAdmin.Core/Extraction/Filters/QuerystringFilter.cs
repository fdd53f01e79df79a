namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>The decoded value of one parameter of an address; nothing when it is not there.</summary>
internal sealed class QuerystringFilter(string name) : IFieldFilter
{
    public FilterOutcome Apply(string text, FilterContext context)
    {
        var end = text.IndexOf('#', StringComparison.Ordinal);
        var address = end < 0 ? text : text[..end];

        // A bare "a=1&b=2" has no question mark and is a query too.
        var query = address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..];
        foreach (var pair in query.Split('&', ';'))
        {
            var parts = pair.Split('=', 2);
            if (Decode(parts[0]).Equals(name, StringComparison.Ordinal))
                return FilterOutcome.Of(parts.Length == 2 ? Decode(parts[1]) : "");
        }

        return FilterOutcome.Of("");
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
