namespace ParserAdmin.Core.Jobs.Logs;

/// <summary>Which log lines to show; what is null does not narrow.</summary>
public sealed record JobLogFilter(Guid? JobId = null, string? SourceId = null, IReadOnlyList<JobLogLevel>? Levels = null, string? Text = null)
{
    /// <summary>Whether a line that just came may be wanted. Case may count here and not in a database, so the text is left to it.</summary>
    public bool Includes(JobLogLine line) =>
        (JobId is null || JobId == line.JobId) && (SourceId is null || SourceId == line.SourceId) && (Levels is not { Count: > 0 } || Levels.Contains(line.Level));
}
