namespace ParserAdmin.Core.Jobs;

/// <summary>One job's log: where its steps tell people what they do.</summary>
public sealed class JobLog(JobLogWriter writer, Guid jobId, string sourceId)
{
    /// <summary>For callers that must not wait. A line is lost only when ten thousand wait to be stored.</summary>
    public void Note(JobLogLevel level, string message, string? url = null) => writer.TryWrite(jobId, sourceId, level, message, url);

    public ValueTask DebugAsync(string message, string? url = null) => writer.WriteAsync(jobId, sourceId, JobLogLevel.Debug, message, url);

    public ValueTask InfoAsync(string message, string? url = null) => writer.WriteAsync(jobId, sourceId, JobLogLevel.Info, message, url);

    public ValueTask WarnAsync(string message, string? url = null) => writer.WriteAsync(jobId, sourceId, JobLogLevel.Warning, message, url);

    public ValueTask ErrorAsync(string message, string? url = null) => writer.WriteAsync(jobId, sourceId, JobLogLevel.Error, message, url);
}
