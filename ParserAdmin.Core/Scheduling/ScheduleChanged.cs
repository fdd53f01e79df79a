using ParserAdmin.Core.Live;

namespace ParserAdmin.Core.Scheduling;

/// <summary>A schedule was added, edited, paused, resumed or deleted.</summary>
public sealed record ScheduleChanged(string ScheduleId) : ISharedEvent;
