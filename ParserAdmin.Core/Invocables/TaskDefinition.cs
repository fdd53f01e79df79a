using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;

namespace ParserAdmin.Core.Invocables;

/// <summary>
/// All that there is to know of a task without running it: its name, what a source needs for it, and the schedule that it begins with.
/// </summary>
/// <param name="Name">As in <c>catalog-sync</c>; jobs, schedules, API and command line call it by that.</param>
/// <param name="RequiredPath">Path that it reads; null for a task of the whole program, which has no source. Whether a source can have it,
/// <see cref="Fits"/> says.</param>
/// <param name="Summary">What it does, in one sentence, for people.</param>
public sealed record TaskDefinition(string Name, string? RequiredPath, string Summary)
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(366);

    /// <summary>The one kind of source that it is for; null for every kind.</summary>
    public SourceKind? Kind { get; init; }

    /// <summary>Five fields, in the time zone of the settings; null where <see cref="FollowsSetting"/> says when.</summary>
    public string? Cron { get; init; }

    /// <summary>Property of the settings that holds its interval.</summary>
    public string? FollowsSetting { get; init; }

    /// <summary>What one of that setting is worth.</summary>
    public TimeSpan Unit { get; init; }

    /// <summary>
    /// What a definition lacks for it, as in <c>no path 'top'</c>; null where it has all. Mostly its path is all that it needs.
    /// </summary>
    public Func<SourceDefinition, string?> Lacks { get; init; } =
        definition => RequiredPath is null || definition.Paths.ContainsKey(RequiredPath) ? null : $"no path '{RequiredPath}'";

    /// <summary>Gives the id of the other source at which it looks items up; null for a task that reads its own source alone.</summary>
    public Func<SourceDefinition, string?>? Library { get; init; }

    /// <summary>It goes through a listing of its own source: how far back, and through which listing, can be said of a run.</summary>
    public bool Crawls { get; init; }

    /// <summary>The paths that a run of it can be told to read: where it crawls any listing, else its own alone.</summary>
    public IReadOnlyList<string> Paths =>
        Crawls ? PathNames.Listings
        : Library is null && RequiredPath is { } own ? [own]
        : [];

    /// <summary>It is done once for all sources.</summary>
    public bool IsGlobal => RequiredPath is null;

    /// <summary>The shortest and the longest interval that the task may have.</summary>
    public (TimeSpan Shortest, TimeSpan Longest) Bounds =>
        Limit is { } limit ? (limit.Minimum * Unit, limit.Maximum * Unit) : (TimeSpan.FromMinutes(1), Year);

    private SettingsLimit? Limit => SettingsLimits.All.FirstOrDefault(limit => limit.Name == FollowsSetting);

    /// <summary>Whether a source of this definition can have it.</summary>
    public bool Fits(SourceDefinition definition) => !IsGlobal && (Kind is null || Kind == definition.Kind) && Lacks(definition) is null;

    /// <summary>The path of a source that it reads where nobody names one; null where the definition has none for it.</summary>
    public string? OwnPath(SourceDefinition definition) =>
        RequiredPath is { } own && definition.Paths.ContainsKey(own) ? own : Paths.FirstOrDefault(definition.Paths.ContainsKey);

    /// <summary>Why a run of it cannot be told to read this path of a source, as a sentence; null where it can.</summary>
    /// <param name="definition">The source's; null for a task of the whole program.</param>
    public string? PathProblem(SourceDefinition? definition, string path)
    {
        if (definition is null)
            return $"{Name} reads no path of a source. Ask for it without one.";
        if (!definition.Paths.ContainsKey(path))
        {
            var hint = NearestWord.Hint(path, [.. definition.Paths.Keys]);
            return $"{definition.Name} has no path '{path.Excerpt(60)}'{hint}{(hint.EndsWith('?') ? "" : ".")}";
        }

        if (Paths.Contains(path))
            return null;
        var others = TaskDefinitions.For(definition).Where(task => task.Paths.Contains(path)).Select(task => task.Name).ToList();
        return $"{Name} does not read the path '{path}'"
            + (others.Count == 0 ? ", and no task does by itself." : $". What reads it: {string.Join(", ", others)}.");
    }

    /// <summary>The interval as the settings have it; null where the task follows none.</summary>
    public TimeSpan? Interval(ParserSettings settings) => Limit is { } limit ? limit.Get(settings) * Unit : null;
}
