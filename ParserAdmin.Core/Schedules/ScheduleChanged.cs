using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Schedules;

/// <summary>A schedule was added, edited, paused, resumed or deleted.</summary>
public sealed record ScheduleChanged(string ScheduleId) : ISharedEvent;
