namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Finds a currency beside a number: at most two spaces, or a minus, lie between.</summary>
internal static class CurrencyScanner
{
    public static CurrencyToken? Before(string text, int numberStart)
    {
        var end = numberStart;
        while (end > 0 && numberStart - end < 2 && text[end - 1] is ' ' or '-' or '.' or ':')
        {
            end--;
        }

        foreach (var sign in CurrencySigns.All)
        {
            var start = end - sign.Sign.Length;
            if (Is(text, start, sign) && (!sign.IsWord || start == 0 || !char.IsLetter(text[start - 1])) && (!sign.IsWord || WordIsWhole(text, end)))
            {
                return new CurrencyToken(start, end, sign);
            }
        }

        return null;
    }

    public static CurrencyToken? After(string text, int numberEnd)
    {
        // ",-" and ".–" stand for no cents.
        var start = numberEnd;
        if (start + 1 < text.Length && text[start] is ',' or '.' && text[start + 1] == '-')
        {
            start += 2;
            start += start < text.Length && text[start] == '-' ? 1 : 0;
        }

        for (var spaces = 0; spaces < 2 && start < text.Length && text[start] == ' '; spaces++)
        {
            start++;
        }

        foreach (var sign in CurrencySigns.All)
        {
            if (Is(text, start, sign) && (!sign.IsWord || WordIsWhole(text, start + sign.Sign.Length)))
            {
                return new CurrencyToken(start, start + sign.Sign.Length, sign);
            }
        }

        return null;
    }

    private static bool Is(string text, int start, CurrencySign sign)
    {
        if (start < 0 || start + sign.Sign.Length > text.Length)
        {
            return false;
        }

        var found = text.AsSpan(start, sign.Sign.Length);

        // A bare code in small letters is too often a word ("try", "all"): only the commonest are taken so.
        return found.Equals(sign.Sign, StringComparison.OrdinalIgnoreCase)
            && (sign.Sign is not ("try" or "pen" or "mad" or "cop" or "top") || found.SequenceEqual(sign.Code));
    }

    private static bool WordIsWhole(string text, int end) => end >= text.Length || !char.IsLetter(text[end]);
}
