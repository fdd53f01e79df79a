namespace ParserAdmin.Core.Jobs.Logs;

/// <summary>One line of a job's log; a row of <c>parser_job_logs</c>.</summary>
public sealed class JobLogLine
{
    /// <summary>Given by the database, rising with time.</summary>
    public long Sequence { get; init; }

    public Guid JobId { get; init; }

    public required string SourceId { get; init; }

    public DateTime CreatedAt { get; init; }

    public JobLogLevel Level { get; init; }

    public required string Message { get; init; }

    public string? Url { get; init; }
}
