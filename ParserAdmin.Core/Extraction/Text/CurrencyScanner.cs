namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Finds a currency beside a number: at most two spaces, or a minus, lie between.</summary>
internal static class CurrencyScanner
{
    public static CurrencyToken? Before(string text, int numberStart)
    {
        var end = numberStart;
        while (end > 0 && numberStart - end < 2 && text[end - 1] is ' ' or '-' or '.' or ':')
            end--;

        return end == 0 ? null
            : Ending(text, end) is not { } found ? null
            : found.Sign.Shared && Ending(text, found.Start) is { Sign.Shared: false } named ? named
            : found;
    }

    public static CurrencyToken? After(string text, int numberEnd)
    {
        // ",-", ".–" and ":-" stand for no cents.
        var start = numberEnd;
        if (start + 1 < text.Length && text[start] is ',' or '.' or ':' && text[start + 1] == '-')
        {
            start += 2;
            start += start < text.Length && text[start] == '-' ? 1 : 0;
        }

        for (var spaces = 0; spaces < 2 && start < text.Length && text[start] == ' '; spaces++)
            start++;

        return start == text.Length ? null : Beginning(text, start);
    }

    /// <summary>The first currency anywhere in a text, such as "Price in £" or "45,00 zł"; words only where they stand alone.</summary>
    public static CurrencySign? Anywhere(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (Beginning(text, at) is { } found && found.Sign.BeginsAt(text, at))
                return found.Sign;
        }

        return null;
    }

    private static CurrencyToken? Beginning(string text, int start)
    {
        foreach (var sign in CurrencySigns.BeginningWith(text[start]))
        {
            if (sign.IsAt(text, start))
                return new CurrencyToken(start, start + sign.Sign.Length, sign);
        }

        return null;
    }

    private static CurrencyToken? Ending(string text, int end)
    {
        if (end == 0)
            return null;
        foreach (var sign in CurrencySigns.EndingWith(text[end - 1]))
        {
            var start = end - sign.Sign.Length;
            if (sign.IsAt(text, start) && sign.BeginsAt(text, start))
                return new CurrencyToken(start, end, sign);
        }

        return null;
    }
}
