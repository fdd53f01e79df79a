namespace ParserAdmin.Api.Schedules;

/// <summary>A slot that started nothing.</summary>
/// <param name="JobId">The job that tells of it, under <c>/tasks</c>.</param>
/// <param name="At">UTC.</param>
internal sealed record SkippedSlotResponse(Guid JobId, DateTime At, string Reason);
