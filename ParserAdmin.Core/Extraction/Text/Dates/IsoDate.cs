namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>ISO 8601 as the web writes it, read by its places: the commonest form, and so the fast one.</summary>
internal static class IsoDate
{
    /// <returns>UTC; null for anything that is not exactly of the form.</returns>
    public static DateTime? Read(ReadOnlySpan<char> text, TimeZoneInfo zone)
    {
        if (
            text.Length < 10
            || text[4] != '-'
            || text[7] != '-'
            || !Digits(text, 0, 4, out var year)
            || !Digits(text, 5, 2, out var month)
            || !Digits(text, 8, 2, out var day)
            || year < 1
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
        )
        {
            return null;
        }

        var date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        if (text.Length == 10)
            return LocalTime.ToUtc(date, zone);
        if (
            text.Length < 16
            || text[10] is not ('T' or 't' or ' ' or '_')
            || text[13] != ':'
            || !Digits(text, 11, 2, out var hour)
            || !Digits(text, 14, 2, out var minute)
            || hour > 24
            || minute > 59
        )
        {
            return null;
        }

        var at = 16;
        var second = 0;
        if (at < text.Length && text[at] == ':')
        {
            if (!Digits(text, at + 1, 2, out second) || second > 60)
                return null;
            at += 3;
        }

        date = date.AddHours(hour).AddMinutes(minute).AddSeconds(Math.Min(second, 59)).AddTicks(Fraction(text, ref at));
        var rest = text[at..].Trim();
        return rest.IsEmpty ? LocalTime.ToUtc(date, zone)
            : Offset(rest) is { } offset ? Shift(date, offset)
            : null;
    }

    private static DateTime? Shift(DateTime date, int minutes)
    {
        var ticks = date.Ticks - (minutes * TimeSpan.TicksPerMinute);
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTime(ticks, DateTimeKind.Utc);
    }

    private static long Fraction(ReadOnlySpan<char> text, ref int at)
    {
        if (at >= text.Length || text[at] is not ('.' or ','))
            return 0;
        long ticks = 0;
        var scale = TimeSpan.TicksPerSecond;
        for (at++; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            scale /= 10;
            ticks += (text[at] - '0') * scale;
        }

        return ticks;
    }

    private static int? Offset(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z")
            return 0;
        if (text[0] is not ('+' or '-' or '\u2212') || !Digits(text, 1, 2, out var hours) || hours > 15)
            return null;
        var rest = text[3..].TrimStart(':');
        var minutes = 0;
        return rest.Length is 0 or 2 && (rest.IsEmpty || (Digits(rest, 0, 2, out minutes) && minutes < 60))
            ? ((hours * 60) + minutes) * (text[0] == '+' ? 1 : -1)
            : null;
    }

    private static bool Digits(ReadOnlySpan<char> text, int at, int count, out int number)
    {
        number = 0;
        if (at + count > text.Length)
            return false;
        for (var i = at; i < at + count; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                return false;
            number = (number * 10) + text[i] - '0';
        }

        return true;
    }
}
