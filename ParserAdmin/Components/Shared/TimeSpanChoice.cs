using System.Globalization;

namespace ParserAdmin.Components.Shared;

/// <summary>"In the last …": the choices of a list's filter and what they mean now.</summary>
public static class TimeSpanChoice
{
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [new("1h", "last hour"), new("24h", "last 24 hours"), new("7d", "last 7 days"), new("30d", "last 30 days")];

    /// <summary>Where the span begins, UTC; also takes an ISO 8601 time. Null where it is neither.</summary>
    public static DateTime? Start(string? choice, DateTime now) =>
        choice switch
        {
            "1h" => now.AddHours(-1),
            "24h" => now.AddHours(-24),
            "7d" => now.AddDays(-7),
            "30d" => now.AddDays(-30),
            _ => Time(choice),
        };

    /// <summary>An ISO 8601 time; UTC where it does not say otherwise.</summary>
    public static DateTime? Time(string? text) =>
        DateTime.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
}
