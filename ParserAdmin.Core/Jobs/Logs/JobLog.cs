namespace ParserAdmin.Core.Jobs.Logs;

/// <summary>One job's log: where its steps tell people what they do.</summary>
public sealed class JobLog
{
    private readonly Action<JobLogLevel, string, string?> _note;
    private readonly Func<JobLogLevel, string, string?, ValueTask> _write;

    public JobLog(JobLogWriter writer, Guid jobId, string sourceId)
    {
        _note = (level, message, url) => writer.TryWrite(jobId, sourceId, level, message, url);
        _write = (level, message, url) => writer.WriteAsync(jobId, sourceId, level, message, url);
    }

    /// <summary>For a run that is no job: nothing is stored, <paramref name="hear"/> is told.</summary>
    public JobLog(Action<JobLogLevel, string, string?> hear)
    {
        _note = hear;
        _write = (level, message, url) =>
        {
            hear(level, message, url);
            return ValueTask.CompletedTask;
        };
    }

    /// <summary>For callers that must not wait. A line is lost only when ten thousand wait to be stored.</summary>
    public void Note(JobLogLevel level, string message, string? url = null) => _note(level, message, url);

    public ValueTask WriteAsync(JobLogLevel level, string message) => _write(level, message, null);

    public ValueTask InfoAsync(string message, string? url = null) => _write(JobLogLevel.Info, message, url);

    public ValueTask WarnAsync(string message, string? url = null) => _write(JobLogLevel.Warning, message, url);

    public ValueTask ErrorAsync(string message, string? url = null) => _write(JobLogLevel.Error, message, url);
}
