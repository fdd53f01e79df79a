namespace ParserAdmin.Core.Jobs;

/// <summary>Which log lines to show; what is null does not narrow.</summary>
public sealed record JobLogFilter(Guid? JobId = null, string? SourceId = null, IReadOnlyList<JobLogLevel>? Levels = null, string? Text = null);
