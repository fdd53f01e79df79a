using ParserAdmin.Core.Safety;

namespace ParserAdmin.Core.Scheduling;

/// <summary>A kind of work with the schedule that it begins with.</summary>
/// <param name="RequiredPath">Path of the definition that a source needs for it; null for a task of the whole program.</param>
/// <param name="FollowsSetting">Property of the settings that holds its interval; null where <paramref name="Cron"/> says when.</param>
/// <param name="Unit">What one of that setting is worth.</param>
public sealed record TaskPreset(string Task, string? RequiredPath, string? Cron = null, string? FollowsSetting = null, TimeSpan Unit = default)
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(366);

    /// <summary>The shortest and the longest interval that the task may have.</summary>
    public (TimeSpan Shortest, TimeSpan Longest) Bounds =>
        Limit is { } limit ? (limit.Minimum * Unit, limit.Maximum * Unit) : (TimeSpan.FromMinutes(1), Year);

    private SettingsLimit? Limit => SettingsLimits.All.FirstOrDefault(limit => limit.Name == FollowsSetting);

    /// <summary>The interval as the settings have it; null where the task follows none.</summary>
    public TimeSpan? Interval(ParserSettings settings) => Limit is { } limit ? limit.Get(settings) * Unit : null;
}
