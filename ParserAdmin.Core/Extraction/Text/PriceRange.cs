namespace ParserAdmin.Core.Extraction.Text;

/// <summary>"From 26 to 50 €": the currency stands beside the upper end, the price begins at the lower.</summary>
internal static class PriceRange
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "to",
        "-",
        "--",
        "~",
        "bis",
        "до",
        "à",
        "a",
        "au",
        "al",
        "tot",
        "do",
        "until",
    };

    /// <summary>The number before, if this one is the upper end of a range; else this one.</summary>
    public static NumberToken Lower(string text, IReadOnlyList<NumberToken> numbers, int at) =>
        at > 0
        && Words.Contains(text[numbers[at - 1].End..numbers[at].Start].Trim())
        && CurrencyScanner.Before(text, numbers[at].Start) is null
            ? numbers[at - 1]
            : numbers[at];
}
