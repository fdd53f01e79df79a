using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Shared.Logs;

/// <summary>What of a log somebody looks at, as the address says it: what they look for, the levels, the line to open at.</summary>
/// <param name="Line">A sequence number; null for the end.</param>
public sealed record LogPlace(string Find, IReadOnlyList<JobLogLevel> Levels, long? Line)
{
    public static LogPlace End { get; } = new("", Enum.GetValues<JobLogLevel>(), null);

    /// <summary>The levels for the address; null for all of them.</summary>
    public string? LevelsText =>
        Levels.Count == End.Levels.Count ? null : string.Join(',', Levels.Order().Select(level => level.ToString().ToLowerInvariant()));

    /// <summary>What the address says; an unknown word in it is as none.</summary>
    public static LogPlace Read(string? find, string? levels, string? line)
    {
        var words = levels?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        var known = End.Levels.Where(level => words.Contains(level.ToString(), StringComparer.OrdinalIgnoreCase)).ToList();
        return new LogPlace(find ?? "", known.Count == 0 ? End.Levels : known, QueryText.Number(line));
    }
}
