using ParserAdmin.Core.Scheduling;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>A task as one source sees it.</summary>
/// <param name="RequiredPath">The path that the definition needs for it.</param>
/// <param name="Available">Whether the definition has that path.</param>
/// <param name="NextRun">When its schedule fires next, UTC; null where it has none, or where schedules start nothing now.</param>
/// <param name="Schedule">Its schedule; null where it has none.</param>
public sealed record SourceTask(string Task, string RequiredPath, bool Available, DateTime? NextRun, ScheduleView? Schedule);
