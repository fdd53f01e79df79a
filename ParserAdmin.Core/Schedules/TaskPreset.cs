using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Schedules;

/// <summary>A kind of work with the schedule that it begins with.</summary>
/// <param name="RequiredPath">Path that it reads; null for a task of the whole program. Whether a source can have it, <see cref="Lacks"/> says.</param>
/// <param name="FollowsSetting">Property of the settings that holds its interval; null where <paramref name="Cron"/> says when.</param>
/// <param name="Unit">What one of that setting is worth.</param>
public sealed record TaskPreset(string Task, string? RequiredPath, string? Cron = null, string? FollowsSetting = null, TimeSpan Unit = default)
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(366);

    /// <summary>What a definition lacks for it beyond its path; null where the path is all that it needs.</summary>
    public Func<SourceDefinition, string?>? Needs { get; init; }

    /// <summary>The shortest and the longest interval that the task may have.</summary>
    public (TimeSpan Shortest, TimeSpan Longest) Bounds =>
        Limit is { } limit ? (limit.Minimum * Unit, limit.Maximum * Unit) : (TimeSpan.FromMinutes(1), Year);

    private SettingsLimit? Limit => SettingsLimits.All.FirstOrDefault(limit => limit.Name == FollowsSetting);

    /// <summary>What a definition lacks for it, as in <c>no path 'top'</c>; null where it has all.</summary>
    public string? Lacks(SourceDefinition definition) =>
        Needs is not null ? Needs(definition) : RequiredPath is { } path && !definition.Paths.ContainsKey(path) ? $"no path '{path}'" : null;

    /// <summary>The interval as the settings have it; null where the task follows none.</summary>
    public TimeSpan? Interval(ParserSettings settings) => Limit is { } limit ? limit.Get(settings) * Unit : null;
}
