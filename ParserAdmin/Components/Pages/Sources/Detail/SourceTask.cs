using ParserAdmin.Core.Invocables;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>A task as one source sees it.</summary>
/// <param name="Lacks">What the definition lacks for it, as in <c>no path 'top'</c>; null where it has all.</param>
/// <param name="Schedules">Its schedules, the one that the source brought first.</param>
public sealed record SourceTask(TaskDefinition Definition, string? Lacks, IReadOnlyList<SourceSchedule> Schedules)
{
    public bool Available => Lacks is null;

    /// <summary>The earliest next run, UTC, or null.</summary>
    public DateTime? NextRun => Schedules.Min(schedule => schedule.NextRun);
}
