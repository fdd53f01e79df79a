using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>A slot was given a job that runs or waits for its place; one that was recorded as skipped is none.</summary>
/// <param name="Late">From the slot's time to the recording of its job.</param>
public sealed record SlotTaken(TimeSpan Late) : IEvent;
