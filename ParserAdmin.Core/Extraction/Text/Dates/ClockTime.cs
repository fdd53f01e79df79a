namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>The time of day among the tokens of a date, and its zone.</summary>
internal sealed class ClockTime
{
    private TimeSpan? _time;
    private int? _half;
    private int? _offset;
    private string? _zone;

    /// <summary>Null when none was found.</summary>
    public TimeSpan? Time =>
        _time is not { } time || _half is not { } half || time.TotalHours >= 13
            ? _time
            : time + TimeSpan.FromHours(half * 12 - (time.Hours == 12 ? 12 : 0));

    public void Set(TimeSpan time, int? offset) => (_time, _offset) = (time, offset);

    public int? Offset(DateTime local) => _offset ?? (_zone is null ? null : ZoneNames.Offset(_zone, local));

    /// <summary>How many tokens from here belong to the time or its zone; 0 for none.</summary>
    public int Take(IReadOnlyList<DateToken> tokens, int at)
    {
        var token = tokens[at];
        if (token is { Digits: 6, Spaced: false } && _time is null && at > 0 && tokens[at - 1].Is("t"))
        {
            Put(token.Number / 10_000, token.Number / 100 % 100, token.Number % 100, null);
            return 1;
        }

        if (token.IsNumber)
            return _time is null && token is { Digits: <= 2, Number: <= 24 } ? TakeTime(tokens, at) : 0;
        if (_time is not null && token.Word is "+" or "-" && TakeOffset(tokens, at) is > 0 and var length)
            return length;
        if (Half(tokens, at) is { } half)
        {
            _half = half;
            return token.Digits == 0 && token.Word!.Length == 1 ? 4 : 1;
        }

        if (_time is not null && _zone is null && ZoneNames.Contains(token.Word!))
        {
            _zone = token.Word;
            return 1 + (at + 1 < tokens.Count && tokens[at + 1].Word is "+" or "-" ? TakeOffset(tokens, at + 1) : 0);
        }

        return 0;
    }

    private int TakeTime(IReadOnlyList<DateToken> tokens, int at)
    {
        var hour = tokens[at].Number;
        var next = Word(tokens, at + 1);
        if (next == ":" && Number(tokens, at + 2) is { Digits: 2, Number: < 60 } minute)
        {
            var second = Word(tokens, at + 3) == ":" ? Number(tokens, at + 4) : null;
            var fraction = second is not null && Word(tokens, at + 5) is "." or "," ? Number(tokens, at + 6) : null;
            Put(hour, minute.Number, Math.Min(second?.Number ?? 0, 59), fraction);
            var used =
                second is null ? 3
                : fraction is null ? 5
                : 7;

            // The T of "2024-03-05T10:00" is a word to the tokens; an "Uhr" after the time says nothing new.
            return used + (Word(tokens, at + used) is "uhr" or "h" ? 1 : 0);
        }

        if (next is "." && Number(tokens, at + 2) is { Digits: 2, Number: < 60 } pointed && Word(tokens, at + 3) == "uhr")
        {
            Put(hour, pointed.Number, 0, null);
            return 4;
        }

        if (next is not null && DateWords.Parts.TryGetValue(next, out var part) && part == DatePart.Hour)
            return TakeNamed(tokens, at, hour);
        if (Half(tokens, at + 1) is not null && hour <= 12)
        {
            Put(hour, 0, 0, null);
            return 1;
        }

        return 0;
    }

    // 14h05, 14時05分30秒, 14 Uhr 05.
    private int TakeNamed(IReadOnlyList<DateToken> tokens, int at, long hour)
    {
        if (Number(tokens, at + 2) is not { Digits: <= 2, Number: < 60 } minute || (Word(tokens, at + 3) is "." or "/" or "-"))
        {
            Put(hour, 0, 0, null);
            return 2;
        }

        var used = Word(tokens, at + 3) is "分" or "분" or "min" ? 4 : 3;
        var second = used == 4 && Word(tokens, at + 5) is "秒" or "초" ? Number(tokens, at + 4) : null;
        Put(hour, minute.Number, Math.Min(second?.Number ?? 0, 59), null);
        return used + (second is null ? 0 : 2);
    }

    private int TakeOffset(IReadOnlyList<DateToken> tokens, int at)
    {
        if (Number(tokens, at + 1) is not { Spaced: false } number)
            return 0;
        var sign = tokens[at].Is("-") ? -1 : 1;
        if (number.Digits == 4 && number.Number is <= 1500 && number.Number % 100 < 60)
        {
            _offset = sign * (int)((number.Number / 100 * 60) + (number.Number % 100));
            return 2;
        }

        if (number.Digits > 2 || number.Number > 15)
            return 0;
        var minutes = Word(tokens, at + 2) == ":" ? Number(tokens, at + 3) : null;
        _offset = sign * (int)((number.Number * 60) + (minutes?.Number ?? 0));
        return minutes is null ? 2 : 4;
    }

    private void Put(long hour, long minute, long second, DateToken? fraction)
    {
        var ticks = fraction is { Digits: <= 15 } part ? (long)(part.Number / Math.Pow(10, part.Digits) * TimeSpan.TicksPerSecond) : 0;
        _time = new TimeSpan((int)hour, (int)minute, (int)second).Add(TimeSpan.FromTicks(ticks));
    }

    // "pm", or "p.m." in four tokens.
    private static int? Half(IReadOnlyList<DateToken> tokens, int at)
    {
        if (Word(tokens, at) is not { } word)
            return null;
        if (word is "a" or "p" && Word(tokens, at + 1) == "." && Word(tokens, at + 2) == "m" && Word(tokens, at + 3) == ".")
            return word == "p" ? 1 : 0;
        return DateWords.Halves.TryGetValue(word, out var half) ? half : null;
    }

    private static string? Word(IReadOnlyList<DateToken> tokens, int at) => at < tokens.Count ? tokens[at].Word : null;

    private static DateToken? Number(IReadOnlyList<DateToken> tokens, int at) =>
        at < tokens.Count && tokens[at].IsNumber ? tokens[at] : null;
}
