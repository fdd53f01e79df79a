using ParserAdmin.Core.Schedules.Timing;

namespace ParserAdmin.Core.Schedules;

/// <summary>A schedule with what the rest of the program says to it.</summary>
/// <param name="SourceName">For people; null for a task of the whole program.</param>
/// <param name="Unavailable">Why the task cannot run at all, in words, or null. Such a schedule has no slots.</param>
/// <param name="Block">Why its slots start nothing although the mode is auto (source or schedule paused, flag off), or null.</param>
public sealed record ScheduleView(Schedule Schedule, string? SourceName, ScheduleTiming Timing, string? Unavailable, string? Block)
{
    /// <summary>Why its source lets nothing start, by hand either; null where it does.</summary>
    public string? SourceBlock { get; init; }

    public string Id => Schedule.Id;

    public string When => ScheduleText.Of(Timing);

    /// <summary>Whether it starts jobs in auto.</summary>
    public bool Armed => Unavailable is null && Block is null;

    public ScheduleCondition Condition =>
        Armed ? ScheduleCondition.Armed
        : Schedule.Paused ? ScheduleCondition.Paused
        : ScheduleCondition.Barred;

    /// <summary>Whether what people see of it holds that text.</summary>
    public bool Holds(string text) =>
        new[] { Schedule.SourceId, SourceName, Schedule.Task, Schedule.Name, Schedule.Cron, When }.Any(shown =>
            shown?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        );
}

/// <summary>Whether a schedule starts jobs in auto, in one word.</summary>
public enum ScheduleCondition
{
    Armed,

    /// <summary>A person paused it.</summary>
    Paused,

    /// <summary>Its source, a flag or its task keeps it from starting anything.</summary>
    Barred,
}
