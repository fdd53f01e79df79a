using System.Globalization;

namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Reads dates into UTC.</summary>
internal static class DateReading
{
    private static readonly string[] Iso =
    [
        "yyyy-MM-dd", "yyyyMMdd", "yyyy-MM", "yyyy",
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss K",
    ];

    public static DateTime? ReadIso(string text, TimeZoneInfo zone) => Read(text, Iso, zone);

    public static DateTime? Read(string text, IReadOnlyList<string> formats, TimeZoneInfo zone)
    {
        var trimmed = text.Trim();
        foreach (var format in formats)
        {
            var time = SaysOffset(format) ? WithOffset(trimmed, format) : Local(trimmed, format, zone);
            if (time is not null)
            {
                return time;
            }
        }

        return null;
    }

    private static bool SaysOffset(string format) => format.Contains('K', StringComparison.Ordinal) || format.Contains('z', StringComparison.Ordinal);

    private static DateTime? WithOffset(string text, string format) =>
        DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime
            : null;

    private static DateTime? Local(string text, string format, TimeZoneInfo zone)
    {
        // NoCurrentDateDefault: without it a format of hours alone would take today's date from the machine's clock.
        if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var time) || time.Year < 2)
        {
            return null;
        }

        time = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);

        // An hour that the change to summer time skips never was; the clock showed one hour later.
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(time) ? time.AddHours(1) : time, zone);
    }
}
