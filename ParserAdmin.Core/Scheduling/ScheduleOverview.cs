using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Scheduling;

/// <summary>A schedule with what a person wants to know beside it.</summary>
/// <param name="Next">Its next runs, UTC, rising; none where it starts nothing.</param>
/// <param name="LastRun">The newest job of its task and source that began.</param>
public sealed record ScheduleOverview(ScheduleView View, IReadOnlyList<DateTime> Next, ParserJob? LastRun);
