using ParserAdmin.Core.Scheduling;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>A schedule as it would run in auto, and what it skipped meanwhile.</summary>
/// <param name="NextRun">UTC; null for at once: it never ran or is overdue.</param>
/// <param name="Skipped">How many of its slots were skipped since the mode became manual, counted up to a limit.</param>
public sealed record ArmedSchedule(ScheduleView View, DateTime? NextRun, int Skipped);
