using Quartz;

namespace ParserAdmin.Core.Schedules;

/// <summary>Reads the five-field Unix form and its macros. What Quartz knows beyond it (seconds, L, W, #) is refused: nobody's crontab has it.</summary>
internal static class CronText
{
    private static readonly string[] Macros = ["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"];

    private static readonly string[] Names =
    [
        "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT",
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ];

    /// <returns>The expression, or what is wrong with the text, in words.</returns>
    public static (CronExpression? Expression, string? Problem) Read(string text, TimeZoneInfo zone, DateTime now)
    {
        if (Problem(text) is { } problem)
            return (null, problem);
        try
        {
            var expression = Parse(text, zone);
            return expression.GetNextValidTimeAfter(now) is null
                ? (null, $"'{text}' never comes: no year has such a day. Check day and month.")
                : (expression, null);
        }
        catch (FormatException wrong)
        {
            return (null, $"'{text}' is no cron expression: {wrong.Message}");
        }
    }

    /// <exception cref="FormatException">The text is none; what is stored was read with <see cref="Read"/> before.</exception>
    public static CronExpression Parse(string text, TimeZoneInfo zone) => CronExpression.Parse(text, CronFormat.Unix).WithTimeZone(zone);

    private static string? Problem(string text)
    {
        if (text.StartsWith('@'))
            return Macros.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"There is no '{text}'. Known are {string.Join(", ", Macros)}.";
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5)
            return $"A cron expression has five fields (minute, hour, day, month, weekday), such as '30 4 * * SUN', or is a word such as @daily; this has {fields.Length}.";
        foreach (var part in fields.SelectMany(field => field.Split(',', '-', '/')))
        {
            if (part != "*" && !part.All(char.IsAsciiDigit) && !Names.Contains(part, StringComparer.OrdinalIgnoreCase))
                return $"'{part}' means nothing in a cron expression. A field takes numbers, names such as SUN or JAN, and * , - /.";
            if (part.Length == 0)
                return $"Something is missing in '{text}': a comma, dash or slash stands alone.";
        }

        return null;
    }
}
