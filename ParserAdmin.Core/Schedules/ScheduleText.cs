using System.Globalization;

namespace ParserAdmin.Core.Schedules;

/// <summary>When a schedule runs, in words: "every 24 hours", "Sundays 03:00 Europe/Berlin".</summary>
public static class ScheduleText
{
    private static readonly string[] Days = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly Dictionary<string, string> Macros = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@hourly"] = "0 * * * *",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *",
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
    };

    public static string Of(ScheduleTiming timing) =>
        timing.Interval is { } interval ? $"every {Span(interval)}"
        : Cron(timing.Cron!) is { } words ? $"{words} {timing.ZoneId}"
        : $"at {timing.Cron} {timing.ZoneId}";

    /// <summary>"24 hours", "5 minutes", "hour", "90 seconds".</summary>
    public static string Span(TimeSpan span) => span switch
    {
        _ when span.Ticks % TimeSpan.TicksPerHour == 0 => Count((long)span.TotalHours, "hour"),
        _ when span.Ticks % TimeSpan.TicksPerMinute == 0 => Count((long)span.TotalMinutes, "minute"),
        _ => Count((long)span.TotalSeconds, "second"),
    };

    private static string Count(long number, string unit) => number == 1 ? unit : string.Create(CultureInfo.InvariantCulture, $"{number:N0} {unit}s");

    /// <summary>Null for an expression that is clearer as it stands.</summary>
    private static string? Cron(string text)
    {
        if ((Macros.GetValueOrDefault(text) ?? text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var minute, var hour, var day, var month, var weekday])
            return null;
        if ((hour, day, month, weekday) is ("*", "*", "*", "*") && Step(minute) is { } step)
            return $"every {Span(TimeSpan.FromMinutes(step))} by the clock,";
        if (!Number(minute, out var minutes))
            return null;
        if ((hour, day, month, weekday) is ("*", "*", "*", "*"))
            return $"every hour at minute {minutes},";
        if (!Number(hour, out var hours))
            return null;
        var time = string.Create(CultureInfo.InvariantCulture, $"{hours:00}:{minutes:00}");
        return (day, month, weekday) switch
        {
            ("*", "*", "*") => $"every day {time}",
            ("*", "*", _) when Weekday(weekday) is { } name => $"{name} {time}",
            (_, "*", "*") when Number(day, out var date) => $"on day {date} of each month {time}",
            _ => null,
        };
    }

    /// <summary>The minutes between two runs; null where they are not the same over the full hour.</summary>
    private static int? Step(string minute) =>
        minute == "*" ? 1 : minute.StartsWith("*/", StringComparison.Ordinal) && Number(minute[2..], out var step) && step is > 0 and < 60 && 60 % step == 0 ? step : null;

    private static string? Weekday(string text)
    {
        var named = Array.FindIndex(DayNames, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return named >= 0 ? Days[named] : Number(text, out var number) && number <= 7 ? Days[number % 7] : null;
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
