namespace ParserAdmin.Core.Jobs;

/// <summary>Which jobs to list; what is null does not narrow.</summary>
public sealed record JobFilter(
    IReadOnlyList<JobStatus>? Statuses = null, string? Task = null, string? SourceId = null, DateTime? Since = null, string? ScheduleId = null);
