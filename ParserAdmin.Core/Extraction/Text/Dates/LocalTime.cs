namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>Times of a clock on a wall.</summary>
internal static class LocalTime
{
    /// <summary>The UTC time. An hour that the change to summer time skips never was; the clock showed one hour later.</summary>
    public static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var time = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(time) ? time.AddHours(1) : time, zone);
    }
}
