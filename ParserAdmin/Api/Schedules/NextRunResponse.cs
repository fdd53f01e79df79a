namespace ParserAdmin.Api.Schedules;

/// <summary>When a schedule comes due next, UTC. In manual mode the slot is only recorded as skipped.</summary>
internal sealed record NextRunResponse(
    string ScheduleId,
    string Task,
    string? SourceId,
    string When,
    double? IntervalSeconds,
    DateTime NextRunAt
);
