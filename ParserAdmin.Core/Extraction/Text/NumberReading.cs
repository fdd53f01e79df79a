using System.Globalization;

namespace ParserAdmin.Core.Extraction.Text;

/// <summary>
/// Understands a number whatever country wrote it: 1,299.00 · 1.299,00 · 1 299,00 · 1'299.00 · 12,34,567.00. The last mark of two kinds is
/// the decimal one. What is no number in any country (1.2.3, 12.05.2024) is refused, not guessed.
/// </summary>
internal static class NumberReading
{
    /// <param name="token">From the scanner.</param>
    /// <param name="decimalMark">"." or "," where the definition says; else null.</param>
    /// <param name="loneDotGroups">What a lone point before three digits means: thousands (money) or decimals (measures).</param>
    public static decimal? Read(string token, string? decimalMark, bool loneDotGroups)
    {
        var compact = token.Replace(" ", "'", StringComparison.Ordinal);
        var mark = decimalMark is null ? FindMark(compact, loneDotGroups) : MarkAsTold(compact, decimalMark[0]);
        var whole = mark < 0 ? compact : compact[..mark];
        var fraction = mark < 0 ? "" : compact[(mark + 1)..];
        if (!IsGrouped(whole) || !fraction.All(char.IsAsciiDigit))
            return null;
        var digits = string.Concat(whole.Where(char.IsAsciiDigit)) + "." + (fraction.Length == 0 ? "0" : fraction);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static int MarkAsTold(string text, char mark) => text.LastIndexOf(mark);

    /// <summary>Where the decimal mark stands, or -1.</summary>
    private static int FindMark(string text, bool loneDotGroups)
    {
        var last = text.LastIndexOfAny(['.', ',']);
        if (last < 0)
            return -1;
        var kind = text[last];
        var before = text[..last];
        if (before.Contains(kind, StringComparison.Ordinal))
            return -1;
        if (before.IndexOfAny(['.', ',', '\'']) >= 0)
            return last;
        // One mark, three digits after it: "1,299" is thousands, "0.125" and "1234.567" cannot be.
        var couldGroup = text.Length - last == 4 && before.Length is >= 1 and <= 3 && before[0] != '0';
        return couldGroup && (kind == ',' || loneDotGroups) ? -1 : last;
    }

    /// <summary>No separator at all; or one kind, with three digits after each (the Indian way: two, but three after the last).</summary>
    private static bool IsGrouped(string whole)
    {
        var parts = whole.Split('.', ',', '\'');
        if (parts.Length == 1)
            return whole.Length > 0;
        var kinds = whole.Where(c => !char.IsAsciiDigit(c)).Distinct().Count();
        var middle = parts[1..^1];
        return kinds == 1
            && parts[0].Length is >= 1 and <= 3
            && parts[^1].Length == 3
            && (middle.All(part => part.Length == 3) || (middle.All(part => part.Length == 2) && parts[0].Length <= 2));
    }
}
