using System.Globalization;

namespace ParserAdmin.Demo.Data;

/// <summary>UTC times as the site writes and reads them.</summary>
internal static class DemoTime
{
    /// <summary>Such as <c>2026-01-01T12:30:00Z</c>.</summary>
    public static string Minute(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>2026-01-01T12:30:00.125Z</c>.</summary>
    public static string Millisecond(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads an ISO 8601 time; one without an offset is UTC.</summary>
    public static bool TryRead(string? text, out DateTime utc)
    {
        var read = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        utc = time.UtcDateTime;
        return read;
    }
}
