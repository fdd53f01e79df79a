using ParserAdmin.Core.Live;

namespace ParserAdmin.Core.Scheduling;

/// <summary>A schedule was edited, paused or resumed.</summary>
public sealed record ScheduleChanged(string ScheduleId) : ILiveEvent;
