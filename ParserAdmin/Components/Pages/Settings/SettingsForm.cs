using System.Globalization;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Pages.Settings;

/// <summary>What a person has entered, as text until it is a number within its bounds.</summary>
public sealed class SettingsForm(ParserSettings begun)
{
    /// <summary>By the limit's name.</summary>
    public Dictionary<string, string> Texts { get; } =
        SettingsLimits.All.ToDictionary(limit => limit.Name, limit => limit.Get(begun).ToString(CultureInfo.InvariantCulture));

    public bool EnableAutoupdate { get; set; } = begun.EnableAutoupdate;

    /// <summary>IANA id, as entered.</summary>
    public string TimeZone { get; set; } = begun.TimeZone;

    /// <summary>What is wrong with the zone, for people, or null.</summary>
    public string? TimeZoneProblem => TimeZones.Problem(Zone);

    public bool IsValid => TimeZoneProblem is null && SettingsLimits.All.All(limit => Problem(limit) is null);

    private string Zone => TimeZone.Trim();

    /// <summary>What is wrong with an entry, for people, or null.</summary>
    public string? Problem(SettingsLimit limit) =>
        Value(limit) is { } value && value >= limit.Minimum && value <= limit.Maximum
            ? null
            : $"A whole number from {limit.Minimum} to {limit.Maximum}";

    /// <summary>Whether saving would change anything.</summary>
    public bool Differs(ParserSettings now) =>
        EnableAutoupdate != now.EnableAutoupdate || Zone != now.TimeZone || SettingsLimits.All.Any(limit => Value(limit) != limit.Get(now));

    /// <summary>Whether somebody else changed a value after this person began, so that the entries stand beside newer ones.</summary>
    public bool IsBehind(ParserSettings now) =>
        Differs(now) && (begun.EnableAutoupdate != now.EnableAutoupdate || begun.TimeZone != now.TimeZone
            || SettingsLimits.All.Any(limit => limit.Get(begun) != limit.Get(now)));

    /// <summary>Only what differs from what is in force: what others changed and this person did not touch stays theirs.</summary>
    public SettingsPatch PatchFor(ParserSettings now) => new(
        EnableAutoupdate == begun.EnableAutoupdate ? null : EnableAutoupdate,
        SettingsLimits.All
            .Where(limit => Value(limit) != limit.Get(begun) && Value(limit) != limit.Get(now))
            .ToDictionary(limit => limit.Name, limit => Value(limit)!.Value),
        Zone == begun.TimeZone ? null : Zone);

    private int? Value(SettingsLimit limit) =>
        int.TryParse(Texts[limit.Name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
