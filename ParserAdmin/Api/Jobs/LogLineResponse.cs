using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Api.Jobs;

/// <summary>One line of a job's log.</summary>
/// <param name="Sequence">Rises with time over all jobs.</param>
internal sealed record LogLineResponse(
    long Sequence,
    DateTime Time,
    JobLogLevel Level,
    Guid JobId,
    string? SourceId,
    string? Url,
    string Message
)
{
    public static LogLineResponse Of(JobLogLine line) =>
        new(
            line.Sequence,
            line.CreatedAt,
            line.Level,
            line.JobId,
            line.SourceId is { Length: > 0 } source ? source : null,
            line.Url,
            line.Message
        );
}
