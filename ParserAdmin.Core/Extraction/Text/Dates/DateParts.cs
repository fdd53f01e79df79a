namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>
/// Finds the parts of a date among its tokens. Words that mean nothing here ("at", "Posted on", weekdays) are passed over; a number that
/// fits nowhere is not.
/// </summary>
internal sealed class DateParts(DateOrder order)
{
    private const string Unreadable = "it is no date in a known form; add 'formats', such as dd.MM.yyyy";

    // 1896 to 1904.
    private const int LongestWithoutLeap = 9;

    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromHours(1);

    private readonly ClockTime _clock = new();
    private int? _year;
    private int? _month;
    private int? _day;

    /// <summary>Null when every number found its place; else why not.</summary>
    public string? Read(IReadOnlyList<DateToken> tokens)
    {
        // APIs that count seconds in floating point write 1709647506.0.
        if (
            tokens is [{ IsNumber: true, Digits: 10 or 13 } stamp, ..]
            && tokens is [_] or [_, { Word: "." }, { IsNumber: true, Spaced: false }]
        )
        {
            return Stamp(stamp);
        }

        for (var at = 0; at < tokens.Count; )
        {
            var used = _clock.Take(tokens, at);
            if (used == 0)
                used = tokens[at].IsNumber ? Number(tokens, at) : Word(tokens[at]);
            if (used <= 0)
                return used == 0 ? Unreadable : Ambiguous(tokens, at);
            at += used;
        }

        return null;
    }

    /// <summary>The local time; what is missing of the date is taken from the clock. Null when too little was said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such day.</exception>
    public DateTime? Complete(DateTime now)
    {
        if (_month is null)
        {
            // A time alone is today's, or yesterday's if it is still to come.
            return _day is null && _year is null && _clock.Time is { } time
                ? now.Date + time is var today && today > now + ClocksDiffer
                    ? today.AddDays(-1)
                    : today
                : _year is { } only && _day is null && _clock.Time is null
                    ? new DateTime(only, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)
                    : null;
        }

        if (_year is { } year)
            return new DateTime(year, _month.Value, _day ?? 1, 0, 0, 0, DateTimeKind.Unspecified) + (_clock.Time ?? TimeSpan.Zero);
        return _day is not { } day ? null : LastYears(_month.Value, day, now);
    }

    /// <summary>The time of day where no date stands beside it; null where one does. Midnight when nothing was said.</summary>
    public TimeSpan? TimeAlone(bool hasNumbers) =>
        _year is not null || _month is not null || _day is not null || (hasNumbers && _clock.Time is null)
            ? null
            : _clock.Time ?? TimeSpan.Zero;

    /// <summary>Minutes east of Greenwich, where the text says.</summary>
    public int? Offset(DateTime local) => _clock.Offset(local);

    /// <summary>The last such day, on 31 December perhaps tomorrow's; 29 February is the last leap year's.</summary>
    private DateTime LastYears(int month, int day, DateTime now)
    {
        for (var year = now.Year + 1; year > now.Year - LongestWithoutLeap; year--)
        {
            if (
                day <= DateTime.DaysInMonth(year, month)
                && new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified) + (_clock.Time ?? TimeSpan.Zero) is var local
                && local <= now.AddDays(1)
            )
            {
                return local;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(day), "No year has such a day.");
    }

    private string? Stamp(DateToken stamp)
    {
        var time = DateTime.UnixEpoch.AddMilliseconds(stamp.Digits == 10 ? stamp.Number * 1000.0 : stamp.Number);
        (_year, _month, _day) = (time.Year, time.Month, time.Day);
        _clock.Set(time.TimeOfDay, 0);
        return null;
    }

    private int Word(DateToken token)
    {
        if (DateWords.Months.TryGetValue(token.Word!, out var month))
        {
            // "mar. 5 mars": the weekday came first.
            _month = month;
        }

        return 1;
    }

    private int Number(IReadOnlyList<DateToken> tokens, int at)
    {
        if (
            at + 1 < tokens.Count
            && tokens[at + 1].Word is { } next
            && DateWords.Parts.TryGetValue(next, out var part)
            && part <= DatePart.Day
        )
        {
            // 令和6年 is no year 6.
            if (part == DatePart.Year && tokens[at].Digits < 4)
                return 0;
            Set(part, tokens[at].Number);
            return 2;
        }

        var group = NumberGroup.Read(tokens, at);
        // "Mar-05-2024": with the month as a word the numbers stand for themselves.
        if (group.Count > 1 && (_month is null || group.Count == 3))
        {
            return group.Assign(order, Set) switch
            {
                true => group.Length,
                false => 0,
                null => -1,
            };
        }

        return Single(tokens[at]) ? 1 : 0;
    }

    private bool Single(DateToken token)
    {
        switch (token)
        {
            case { Digits: 8 } when _year is null && _month is null:
                (_year, _month, _day) = ((int)(token.Number / 10_000), (int)(token.Number / 100 % 100), (int)(token.Number % 100));
                return true;
            case { Digits: 14 } when _year is null && _month is null:
                _clock.Set(
                    new TimeSpan((int)(token.Number / 10_000 % 100), (int)(token.Number / 100 % 100), (int)(token.Number % 100)),
                    null
                );
                return Single(token with { Number = token.Number / 1_000_000, Digits = 8 });
            case { Digits: 4, Number: >= 1000 } when _year is null:
                Set(DatePart.Year, token.Number);
                return true;
            case { Digits: <= 2, Number: >= 1 and <= 31 } when _day is null:
                _day = (int)token.Number;
                return true;
            case { Digits: 2 } when _year is null && _month is not null && _day is not null:
                _year = Century.Of((int)token.Number);
                return true;
            default:
                return false;
        }
    }

    private void Set(int part, long number)
    {
        switch (part)
        {
            case DatePart.Year:
                // Thailand counts from the Buddha.
                _year = (int)(number is > 2400 and < 2700 ? number - 543 : number);
                break;
            case DatePart.Month:
                _month = (int)number;
                break;
            default:
                _day = (int)number;
                break;
        }
    }

    private static string Ambiguous(IReadOnlyList<DateToken> tokens, int at) =>
        $"'{string.Concat(tokens.Skip(at).Take(5).Select(token => token.IsNumber ? $"{token.Number}" : token.Word))}' may be two dates; "
        + $"say which comes first with 'order: dmy' or 'order: mdy'";
}
