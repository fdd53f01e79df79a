using System.Globalization;
using ParserAdmin.Components.Shared;

namespace ParserAdmin.Components.Charts;

/// <summary>Numbers, sizes and moments as charts write them.</summary>
public static class ChartText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>For a style: 12.5 becomes "12.5%".</summary>
    public static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}%");

    /// <summary>"12,345".</summary>
    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"61.4 GiB", in steps of 1,024; "unknown" for null.</summary>
    public static string Bytes(long? bytes)
    {
        if (bytes is not { } given)
            return "unknown";
        var (size, unit) = ((double)given, 0);
        for (; size >= 1024 && unit < Units.Length - 1; unit++)
            size /= 1024;
        return size.ToString(size >= 100 ? "0" : "0.#", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>"14:05" in that zone.</summary>
    public static string Clock(DateTime utc, TimeZoneInfo? zone) => Local(utc, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"Mon 14:05" in that zone.</summary>
    public static string DayClock(DateTime utc, TimeZoneInfo? zone) => Local(utc, zone).ToString("ddd HH:mm", CultureInfo.InvariantCulture);

    public static DateTime Local(DateTime utc, TimeZoneInfo? zone) => Times.In(zone ?? TimeZoneInfo.Utc, utc);
}
