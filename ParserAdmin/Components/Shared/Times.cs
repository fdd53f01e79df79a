using System.Globalization;

namespace ParserAdmin.Components.Shared;

/// <summary>Moments and durations as people read them.</summary>
public static class Times
{
    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string UtcText(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>As the clock on the wall there shows it.</summary>
    public static DateTime In(TimeZoneInfo zone, DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    public static string Local(DateTime utc, TimeZoneInfo zone, bool precise = false) =>
        In(zone, utc).ToString(precise ? "HH:mm:ss.fff" : "d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>"15:35:06".</summary>
    public static string Clock(DateTime utc, TimeZoneInfo zone) => In(zone, utc).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>"29 Nov".</summary>
    public static string Day(DateTime utc, TimeZoneInfo zone) => In(zone, utc).ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>"just now", "12 s ago", "in 4 min", "3 d ago".</summary>
    public static string Relative(DateTime utc, DateTime now)
    {
        var past = now - utc;
        var size = Size(past.Duration());
        return past.Duration() < TimeSpan.FromSeconds(2) ? "just now"
            : past > TimeSpan.Zero ? $"{size} ago"
            : $"in {size}";
    }

    /// <summary>"340 ms", "12.4 s", "3:07", "2:03:07".</summary>
    public static string Duration(TimeSpan span) =>
        span switch
        {
            _ when span < TimeSpan.Zero => "0 s",
            _ when span < TimeSpan.FromSeconds(1) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms"),
            _ when span < TimeSpan.FromMinutes(1) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
            _ when span < TimeSpan.FromHours(1) => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}:{span.Seconds:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}"),
        };

    private static string Size(TimeSpan span) =>
        span switch
        {
            _ when span < TimeSpan.FromMinutes(1) => $"{(int)span.TotalSeconds} s",
            _ when span < TimeSpan.FromHours(1) => $"{(int)span.TotalMinutes} min",
            _ when span < TimeSpan.FromDays(1) => span.Minutes == 0
                ? $"{(int)span.TotalHours} h"
                : $"{(int)span.TotalHours} h {span.Minutes} min",
            _ => $"{(int)span.TotalDays} d",
        };
}
