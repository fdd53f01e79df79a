namespace ParserAdmin.Core.Extraction.Text;

/// <summary>
/// Reads an amount and its currency from text. Where several numbers stand, the first one that touches a currency is the price
/// ("3 for $10" is 10); without a currency the first number is.
/// </summary>
internal static class MoneyReading
{
    /// <returns>Null when the text holds no amount.</returns>
    public static MoneyValue? Read(string text, string? currency, string? decimalMark)
    {
        var plain = PlainDigits.Rewrite(text);
        var tokens = NumberScanner.Scan(plain).ToList();
        foreach (var token in tokens)
        {
            if (Touching(plain, token) is { } sign && Amount(plain, token, sign, decimalMark) is { } amount)
            {
                return new MoneyValue(amount, Choose(sign.Sign, currency));
            }
        }

        if (tokens is [var first, ..] && Amount(plain, first, null, decimalMark) is { } bare)
        {
            return new MoneyValue(bare, currency);
        }

        return null;
    }

    private static string? Choose(CurrencySign sign, string? currency) => sign.Shared ? currency ?? sign.Code : sign.Code;

    private static CurrencyToken? Touching(string text, NumberToken number) =>
        CurrencyScanner.Before(text, number.Start) ?? CurrencyScanner.After(text, number.End);

    private static decimal? Amount(string text, NumberToken number, CurrencyToken? sign, string? decimalMark)
    {
        if (NumberReading.Read(number.Text, decimalMark, loneDotGroups: true) is not { } amount)
        {
            return null;
        }

        if (sign is not null && sign.Start >= number.End && sign.End + 2 <= text.Length && amount == decimal.Truncate(amount)
            && Cents(text, sign.End) is { } cents)
        {
            // The French way: 12€99.
            amount += cents / 100m;
        }

        var first = sign is null ? number.Start : Math.Min(sign.Start, number.Start);
        return SignReading.IsNegative(text, number.Start) || SignReading.IsNegative(text, first) ? -amount : amount;
    }

    private static int? Cents(string text, int at) =>
        char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) && (at + 2 == text.Length || !char.IsAsciiDigit(text[at + 2]))
            ? ((text[at] - '0') * 10) + (text[at + 1] - '0')
            : null;
}
