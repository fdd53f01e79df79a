using System.Globalization;
using System.Numerics;

namespace ParserAdmin.Core.Schedules.Timing;

/// <summary>When a schedule runs, in words: "every 24 hours", "Sundays 03:00 Europe/Berlin".</summary>
public static class ScheduleText
{
    private static readonly string[] Days = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];

    public static string Of(ScheduleTiming timing) =>
        timing.Interval is { } interval ? $"every {Span(interval)}"
        : timing.Cron is null ? "by a setting that this version does not know"
        : Cron(timing.Cron) is { } words ? $"{words} {timing.ZoneId}"
        : $"at {timing.Cron} {timing.ZoneId}";

    /// <summary>"24 hours", "5 minutes", "hour", "90 seconds".</summary>
    public static string Span(TimeSpan span) =>
        span switch
        {
            _ when span.Ticks % TimeSpan.TicksPerHour == 0 => Count((long)span.TotalHours, "hour"),
            _ when span.Ticks % TimeSpan.TicksPerMinute == 0 => Count((long)span.TotalMinutes, "minute"),
            _ => Count((long)span.TotalSeconds, "second"),
        };

    private static string Count(long number, string unit) =>
        number == 1 ? unit : string.Create(CultureInfo.InvariantCulture, $"{number:N0} {unit}s");

    /// <summary>Null for an expression that is clearer as it stands. It reads what the firing reads, so the two cannot differ.</summary>
    private static string? Cron(string text)
    {
        if (CronText.Read(text).Times is not { } times)
            return null;
        var everyMonth = times.Months == CronField.Month.Every;
        var everyDay = everyMonth && times.DaysAlone == CronField.Day.Every;
        if (everyDay && times.Hours == CronField.Hour.Every)
        {
            return Step(times.Minutes) is { } step ? $"every {Span(TimeSpan.FromMinutes(step))} by the clock,"
                : Single(times.Minutes) is { } past ? $"every hour at minute {past},"
                : null;
        }

        if (!everyMonth || Single(times.Minutes) is not { } minute || Single(times.Hours) is not { } hour)
            return null;
        var time = string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}");
        return everyDay ? $"every day {time}"
            : Single(times.WeekdaysAlone) is { } weekday ? $"{Days[weekday]} {time}"
            : Single(times.DaysAlone) is { } date ? $"on day {date} of each month {time}"
            : null;
    }

    /// <summary>The minutes between two runs; null where they are not the same over the full hour.</summary>
    private static int? Step(ulong minutes)
    {
        var step = 60 / BitOperations.PopCount(minutes);
        return step < 60 && CronField.Minute.Read($"*/{step}", 1) == minutes && 60 % step == 0 ? step : null;
    }

    private static int? Single(ulong? values) =>
        values is { } bits && BitOperations.IsPow2(bits) ? BitOperations.TrailingZeroCount(bits) : null;
}
