using System.Globalization;
using ParserAdmin.Core.Extraction.Text.Dates;

namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Reads dates of a given format into UTC.</summary>
internal static class DateReading
{
    public static DateTime? Read(string text, IReadOnlyList<string> formats, TimeZoneInfo zone)
    {
        var trimmed = text.Trim();
        foreach (var format in formats)
        {
            var time = SaysOffset(format) ? WithOffset(trimmed, format) : Local(trimmed, format, zone);
            if (time is not null)
                return time;
        }

        return null;
    }

    private static bool SaysOffset(string format) =>
        format.Contains('K', StringComparison.Ordinal) || format.Contains('z', StringComparison.Ordinal);

    private static DateTime? WithOffset(string text, string format) =>
        DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime
            : null;

    private static DateTime? Local(string text, string format, TimeZoneInfo zone)
    {
        // NoCurrentDateDefault: without it a format of hours alone would take today's date from the machine's clock.
        if (
            !DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var time)
            || time.Year < 2
        )
        {
            return null;
        }

        return LocalTime.ToUtc(time, zone);
    }
}
