using ParserAdmin.Core.Scheduling;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>A schedule of a source's task.</summary>
/// <param name="NextRun">When it fires next, UTC; null where schedules start nothing now.</param>
public sealed record SourceSchedule(ScheduleView View, DateTime? NextRun);
