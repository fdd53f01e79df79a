using System.Globalization;

namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Cents that do not stand right behind the mark: 12€99, 35 € 99, $119. 95.</summary>
internal static class Cents
{
    /// <returns>The part of the amount, such as 0.99; null when there is none.</returns>
    public static decimal? After(string text, NumberToken number, CurrencyToken? sign)
    {
        if (sign is not null && sign.Start >= number.End)
        {
            // Together up to three digits, apart only two that end the text: "10€ 20€" are two prices.
            return Digits(text, sign.End, 2, 3) ?? (IsSpace(text, sign.End) ? Last(text, sign.End + 1) : null);
        }

        return sign is not null && number.End + 1 < text.Length && text[number.End] is '.' or ',' && IsSpace(text, number.End + 1)
            ? Last(text, number.End + 2)
            : null;
    }

    private static decimal? Last(string text, int at) => text.Length == at + 2 ? Digits(text, at, 2, 2) : null;

    private static decimal? Digits(string text, int at, int least, int most)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;

        var count = end - at;
        var standsAlone = end == text.Length || !(text[end] is '.' or ',' || CurrencyScanner.After(text, end) is not null);
        return count >= least && count <= most && standsAlone
            ? int.Parse(text.AsSpan(at, count), CultureInfo.InvariantCulture) / (count == 2 ? 100m : 1000m)
            : null;
    }

    private static bool IsSpace(string text, int at) => at < text.Length && text[at] == ' ';
}
