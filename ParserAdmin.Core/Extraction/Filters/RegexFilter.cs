using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>Takes what a group of the pattern matched: the one named, else the first, else the whole. No match is nothing.</summary>
internal sealed class RegexFilter(string pattern, int? group) : IFieldFilter
{
    // A pattern from outside may backtrack for ever.
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    private readonly Regex _regex = new(pattern, RegexOptions.CultureInvariant, Limit);

    public FilterOutcome Apply(string text, FilterContext context)
    {
        try
        {
            var match = _regex.Match(text);
            return FilterOutcome.Of(match.Groups[group ?? (match.Groups.Count > 1 ? 1 : 0)].Value);
        }
        catch (RegexMatchTimeoutException)
        {
            return FilterOutcome.Fail(
                $"the pattern took longer than {Limit.TotalMilliseconds} ms; make it simpler (nested repeats are the usual cause)"
            );
        }
    }
}
