namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>How this node begins.</summary>
/// <param name="SkipInitial">No schedule starts anything before one of its intervals has passed since this process began, however overdue
/// it is.</param>
public sealed record StartPolicy(bool SkipInitial);
