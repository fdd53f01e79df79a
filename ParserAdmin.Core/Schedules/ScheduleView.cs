using ParserAdmin.Core.Schedules.Timing;

namespace ParserAdmin.Core.Schedules;

/// <summary>A schedule with what the rest of the program says to it.</summary>
/// <param name="SourceName">For people; null for a task of the whole program.</param>
/// <param name="Unavailable">Why the task cannot run at all, in words, or null. Such a schedule has no slots.</param>
/// <param name="Block">Why its slots start nothing although the mode is auto (source or schedule paused, flag off), or null.</param>
public sealed record ScheduleView(Schedule Schedule, string? SourceName, ScheduleTiming Timing, string? Unavailable, string? Block)
{
    public string Id => Schedule.Id;

    public string When => ScheduleText.Of(Timing);

    /// <summary>Whether it starts jobs in auto.</summary>
    public bool Armed => Unavailable is null && Block is null;
}
