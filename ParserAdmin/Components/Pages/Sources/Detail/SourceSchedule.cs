using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>A schedule of a source's task.</summary>
/// <param name="NextRun">When it fires next, UTC; null where schedules start nothing now.</param>
public sealed record SourceSchedule(ScheduleView View, DateTime? NextRun);
