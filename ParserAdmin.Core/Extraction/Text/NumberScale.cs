namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Short forms of large numbers: 436.6K, 1.2M, 3 тыс., 5万.</summary>
internal static class NumberScale
{
    private static readonly (string Mark, decimal Factor, bool Apart)[] Marks =
    [
        ("тыс", 1_000m, true),
        ("млн", 1_000_000m, true),
        ("млрд", 1_000_000_000m, true),
        ("тис", 1_000m, true),
        ("mio", 1_000_000m, true),
        ("mrd", 1_000_000_000m, true),
        ("tsd", 1_000m, true),
        ("万", 10_000m, false),
        ("萬", 10_000m, false),
        ("억", 100_000_000m, false),
        ("億", 100_000_000m, false),
        ("亿", 100_000_000m, false),
        ("만", 10_000m, false),
        ("천", 1_000m, false),
        ("千", 1_000m, false),
        ("K", 1_000m, false),
        ("k", 1_000m, false),
        ("M", 1_000_000m, false),
        ("B", 1_000_000_000m, false),
        ("К", 1_000m, false),
        ("М", 1_000_000m, false),
    ];

    /// <summary>The number that ends here, multiplied by the mark that follows; null when it grows beyond all numbers.</summary>
    public static decimal? Apply(decimal number, string text, int end) =>
        Find(text, end).Factor is var factor && Math.Abs(number) <= decimal.MaxValue / factor ? number * factor : null;

    /// <summary>
    /// What the mark multiplies by (1 for none) and where the text goes on behind it. Letters only right behind the number: "5 m" are
    /// metres, "8GB" no thousands.
    /// </summary>
    public static (decimal Factor, int End) Find(string text, int end)
    {
        foreach (var (mark, factor, apart) in Marks)
        {
            var start = apart && end < text.Length && text[end] == ' ' ? end + 1 : end;
            if (
                text.AsSpan(start).StartsWith(mark, apart ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
                && (mark[0] > '\u3000' || start + mark.Length == text.Length || !char.IsLetterOrDigit(text[start + mark.Length]))
            )
            {
                // "10 тыс. руб."
                var past = start + mark.Length;
                return (factor, apart && past < text.Length && text[past] == '.' ? past + 1 : past);
            }
        }

        return (1, end);
    }
}
