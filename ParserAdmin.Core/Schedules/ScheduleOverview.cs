using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Schedules;

/// <summary>A schedule with what a person wants to know beside it.</summary>
/// <param name="Next">Its next runs, UTC, rising; none where it starts nothing.</param>
/// <param name="LastRun">The newest job that it or a person began.</param>
/// <param name="LastSkipped">Its newest slot, where that was skipped: the reason says why.</param>
public sealed record ScheduleOverview(ScheduleView View, IReadOnlyList<DateTime> Next, ParserJob? LastRun, ParserJob? LastSkipped = null);
