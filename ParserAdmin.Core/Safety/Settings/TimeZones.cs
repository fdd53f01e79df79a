namespace ParserAdmin.Core.Safety.Settings;

/// <summary>Time zones by their IANA ids.</summary>
public static class TimeZones
{
    /// <summary>Those that this machine knows, to pick from; UTC first, the rest in the order of their names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "UTC",
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(IanaId)
            .OfType<string>()
            .Where(id => id.Contains('/') && Problem(id) is null)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What is wrong with the id, in words that say what to do, or null.</summary>
    public static string? Problem(string id) =>
        id.Length is > 0 and <= 100 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId ? null
        : id.Length == 0 ? "Name a time zone. Pick one from the list: an IANA id such as UTC, Europe/Berlin or America/New_York."
        : $"There is no time zone '{id.Excerpt(60)}'. Give an IANA id such as UTC, Europe/Berlin or America/New_York.";

    private static string? IanaId(TimeZoneInfo zone) =>
        zone.HasIanaId ? zone.Id
        : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var id) ? id
        : null;
}
