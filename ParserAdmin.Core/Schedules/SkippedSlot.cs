namespace ParserAdmin.Core.Schedules;

/// <summary>A slot that started nothing.</summary>
/// <param name="JobId">The row that tells of it.</param>
/// <param name="At">When it was recorded, UTC.</param>
public sealed record SkippedSlot(Guid JobId, DateTime At, string Reason);
