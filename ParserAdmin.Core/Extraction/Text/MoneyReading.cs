using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Extraction.Text;

/// <summary>
/// Reads an amount and its currency from text. Where several numbers stand, the first one that touches a currency is the price ("3 for $10"
/// is 10); without a currency the first number is.
/// </summary>
internal static class MoneyReading
{
    /// <returns>Null when the text holds no amount.</returns>
    public static MoneyValue? Read(string text, string? currency, string? decimalMark)
    {
        if (FreeWords.Is(text))
            return new MoneyValue(0, currency);
        var plain = PlainDigits.Rewrite(text);
        var tokens = NumberScanner.Scan(plain).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (
                Touching(plain, tokens[i]) is { } sign
                && Amount(plain, PriceRange.Lower(plain, tokens, i), sign, decimalMark) is { } amount
            )
            {
                return new MoneyValue(amount, Choose(sign.Sign, currency));
            }
        }

        if (tokens.FirstOrDefault(token => !IsShare(plain, token)) is { } first && Amount(plain, first, null, decimalMark) is { } bare)
            return new MoneyValue(bare, currency);
        return null;
    }

    private static string? Choose(CurrencySign sign, string? currency) => sign.Shared ? currency ?? sign.Code : sign.Code;

    private static CurrencyToken? Touching(string text, NumberToken number) =>
        CurrencyScanner.Before(text, number.Start) ?? CurrencyScanner.After(text, NumberScale.Find(text, number.End).End);

    private static decimal? Amount(string text, NumberToken number, CurrencyToken? sign, string? decimalMark)
    {
        if (NumberReading.Read(number.Text, decimalMark ?? MarkOf(sign?.Sign, number), loneDotGroups: true) is not { } amount)
            return null;
        if (amount == decimal.Truncate(amount))
            amount += Cents.After(text, number, sign) ?? 0;
        // "1,5 млн ₽", "$15k".
        var scaled = NumberScale.Apply(amount, text, number.End);
        var first = sign is null ? number.Start : Math.Min(sign.Start, number.Start);
        return SignReading.IsNegative(text, number.Start) || SignReading.IsNegative(text, first) ? -scaled : scaled;
    }

    // "20 % off 15.00"
    private static bool IsShare(string text, NumberToken number) => text.AsSpan(number.End).TrimStart().StartsWith("%");

    // Dinars have a thousand parts: "423.923 KD" is no 423,923.
    private static string? MarkOf(CurrencySign? sign, NumberToken number) =>
        sign?.Code is "KWD" or "OMR" or "BHD" or "TND" or "JOD" or "LYD"
        && number.Text.Count(c => c is '.' or ',') == 1
        && number.Text.IndexOfAny(['.', ',']) == number.Text.Length - 4
            ? number.Text[^4].ToString()
            : null;
}
