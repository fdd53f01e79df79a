namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>"3 hours ago", "vor 2 Tagen", "вчера в 14:05", "just now".</summary>
internal static class RelativeDate
{
    /// <returns>The local time, or null for a text that is not relative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is beyond the calendar.</exception>
    public static RelativeTime? Read(IReadOnlyList<DateToken> tokens, DateTime now)
    {
        if (Day(tokens) is { } distance)
        {
            var parts = new DateParts(DateOrder.Unknown);
            return
                parts.Read([.. tokens.Where(token => token.Word is null || !DateWords.Days.ContainsKey(token.Word))]) is null
                && parts.TimeAlone(tokens.Any(token => token.IsNumber)) is { } time
                ? RelativeTime.Exact(now.Date.AddDays(distance) + time)
                : null;
        }

        if (Weekday(tokens, now) is { } day)
            return RelativeTime.Exact(day);
        if (
            tokens.Any(token => token.Word is { } word && DateWords.Now.Contains(word))
            && !tokens.Any(token => token.IsNumber || IsUnit(token))
        )
        {
            return new RelativeTime(now, TimeSpan.FromMinutes(1));
        }

        return Distance(tokens, now);
    }

    // "Tuesday at 9:33 PM": the last such day, and today's only while it is not to come.
    private static DateTime? Weekday(IReadOnlyList<DateToken> tokens, DateTime now)
    {
        var named = tokens
            .Select(token => token.Word is { } word && DateWords.Weekdays.TryGetValue(word, out var number) ? number : -1)
            .Where(number => number >= 0)
            .ToList();
        var parts = new DateParts(DateOrder.Unknown);
        if (named.Count != 1 || parts.Read(tokens) is not null || parts.TimeAlone(tokens.Any(token => token.IsNumber)) is not { } time)
            return null;
        var found = now.Date.AddDays(-((7 + (int)now.DayOfWeek - named[0]) % 7)) + time;
        return found > now ? found.AddDays(-7) : found;
    }

    private static int? Day(IReadOnlyList<DateToken> tokens)
    {
        int? found = null;
        var before = false;
        foreach (var token in tokens)
        {
            before |= token.Is("avant");
            if (token.Word is { } word && found is null && DateWords.Days.TryGetValue(word, out var distance))
            {
                // "3 日 前" counts days; "avant-hier" is the day before yesterday.
                found = before && distance == -1 ? -2 : distance;
            }
        }

        return found;
    }

    private static RelativeTime? Distance(IReadOnlyList<DateToken> tokens, DateTime now)
    {
        var past = tokens.Any(token => token.Word is { } word && DateWords.Past.Contains(word));
        var future = !past && tokens.Any(token => token.Word is { } word && DateWords.Future.Contains(word));
        var steps = new List<(int Unit, double Amount)>();
        double? amount = null;
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.IsNumber)
            {
                // "2024年" is a year, not a distance.
                if (amount is not null || token.Digits > (past || future ? 6 : 3))
                    return null;
                amount = token.Number;
            }
            else if (token.Is("half"))
            {
                amount = 0.5;
            }
            else if ((amount is not null || ((past || future) && !IsLetter(token))) && Unit(tokens, at) is { } unit)
            {
                steps.Add((unit, amount ?? 1));
                amount = null;
            }
            else if (!past && !future && token.Word is not ("," or "." or "~"))
            {
                // Without "ago" only the bare "3h" counts, so that no date is taken for a distance.
                return null;
            }
        }

        // A number that no unit follows belongs to a date.
        return steps.Count == 0 || amount is not null
            ? null
            : new RelativeTime(
                steps.Aggregate(now, (time, step) => Add(time, step.Unit, future ? step.Amount : -step.Amount)),
                steps.Min(step => Length(step.Unit))
            );
    }

    // "il y a": only "5y" is years.
    private static bool IsLetter(DateToken token) => token.Word is [< '\u0E00'];

    // "an" is no unit in "an hour", and a year in "un an".
    private static int? Unit(IReadOnlyList<DateToken> tokens, int at) =>
        DateWords.Units.TryGetValue(tokens[at].Word!, out var unit) ? unit
        : tokens[at].Is("an") && at > 0 && (tokens[at - 1].Is("un") || tokens[at - 1].IsNumber) ? -12
        : null;

    // At least a minute: the page may have been made a little before it was fetched.
    private static TimeSpan Length(int unit) => unit < 0 ? TimeSpan.FromDays(-unit * 31) : TimeSpan.FromSeconds(Math.Max(60, unit));

    private static bool IsUnit(DateToken token) => token.Word is { } word && DateWords.Units.ContainsKey(word);

    private static DateTime Add(DateTime time, int unit, double amount) =>
        unit < 0 ? time.AddMonths(checked((int)(-unit * amount))) : time.AddSeconds(unit * amount);
}
