namespace ParserAdmin.Components.Pages.Sources;

/// <summary>A task as one source sees it.</summary>
/// <param name="RequiredPath">The path that the definition needs for it.</param>
/// <param name="Available">Whether the definition has that path.</param>
/// <param name="Schedules">Its schedules, the one that the source brought first.</param>
public sealed record SourceTask(string Task, string RequiredPath, bool Available, IReadOnlyList<SourceSchedule> Schedules)
{
    /// <summary>The earliest next run, UTC, or null.</summary>
    public DateTime? NextRun => Schedules.Min(schedule => schedule.NextRun);
}
