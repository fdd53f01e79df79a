namespace ParserAdmin.Core.Extraction.Text;

/// <summary>A currency by itself, as a page writes it.</summary>
internal static class CurrencyName
{
    /// <summary>The ISO 4217 code of "EUR", "eur", "€", "руб." or "Price in £"; null for what names none.</summary>
    public static string? Code(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 3 && trimmed.All(char.IsAsciiLetter)
            ? trimmed.ToUpperInvariant()
            : CurrencyScanner.Anywhere(PlainDigits.Rewrite(trimmed))?.Code;
    }
}
