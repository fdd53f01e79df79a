using System.Text.RegularExpressions;

namespace ParserAdmin.Core;

/// <summary>Time zones by the names of IANA's list, which are the ones that a person can give.</summary>
public static partial class IanaZones
{
    /// <summary>Those of places that this machine knows, to pick from; UTC first, the rest in the order of their names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "UTC",
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(IanaId)
            .OfType<string>()
            .Where(id => id.Contains('/') && IsKnown(id))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Whether it is one that the list has and this machine knows. The machine alone is no judge: it takes every file of its zone folder,
    /// such as <c>localtime</c>, <c>posixrules</c> or <c>right/UTC</c>, which mean something else on another machine, or nothing.
    /// </summary>
    public static bool IsKnown(string id) =>
        ListedName().IsMatch(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId;

    /// <summary>What is wrong with the id, in words that say what to do, or null.</summary>
    public static string? Problem(string id) =>
        IsKnown(id) ? null
        : id.Length == 0 ? "Name a time zone. Pick one from the list: an IANA id such as UTC, Europe/Berlin or America/New_York."
        : $"There is no time zone '{id.Excerpt(60)}'. "
            + (Nearest(id) is { } near ? $"Did you mean '{near}'?" : "Give an IANA id such as UTC, Europe/Berlin or America/New_York.");

    /// <summary>The zone that was meant: one spelt much alike, or the one of a place that was named alone.</summary>
    public static string? Nearest(string id) =>
        All.FirstOrDefault(zone =>
            zone.Equals(id, StringComparison.OrdinalIgnoreCase)
            || zone.EndsWith($"/{id.Replace(' ', '_')}", StringComparison.OrdinalIgnoreCase)
        ) ?? NearestWord.Find(id, All);

    private static string? IanaId(TimeZoneInfo zone) =>
        zone.HasIanaId ? zone.Id
        : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var id) ? id
        : null;

    // The areas of the list, and its names without one.
    [GeneratedRegex(
        @"^((Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)"
            + @"(/[A-Za-z0-9_+-]{1,40}){1,2}|UTC|UCT|GMT([+-]?0)?|Greenwich|Universal|Zulu|[CEMW]ET|[EHM]ST|EST5EDT|CST6CDT|MST7MDT|PST8PDT"
            + @"|Cuba|Egypt|Eire|GB(-Eire)?|Hongkong|Iceland|Iran|Israel|Jamaica|Japan|Kwajalein|Libya|NZ(-CHAT)?|Navajo|Poland|Portugal"
            + @"|PRC|ROC|ROK|Singapore|Turkey|W-SU)\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex ListedName();
}
