namespace ParserAdmin.Core.Schedules;

/// <summary>When a schedule starts its next job, UTC.</summary>
public sealed record NextRun(string ScheduleId, DateTime At);
