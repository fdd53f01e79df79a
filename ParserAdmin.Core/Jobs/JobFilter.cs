namespace ParserAdmin.Core.Jobs;

/// <summary>Which jobs to list; what is null does not narrow.</summary>
/// <param name="Since">Asked for then or later, UTC.</param>
/// <param name="Until">Asked for before then, UTC.</param>
/// <param name="Text">In the task, the source, who asked, the reason, the error or the id.</param>
/// <param name="NamedByText">Sources whose names have the text: a job knows the id of its source alone.</param>
/// <param name="WithErrors">Only those that succeeded with items that failed.</param>
public sealed record JobFilter(
    IReadOnlyList<JobStatus>? Statuses = null,
    string? Task = null,
    string? SourceId = null,
    DateTime? Since = null,
    string? ScheduleId = null,
    DateTime? Until = null,
    string? Text = null,
    IReadOnlyList<string>? NamedByText = null,
    bool WithErrors = false
)
{
    /// <summary>Whether a job that just changed belongs on the list.</summary>
    public bool Includes(JobSnapshot job) =>
        (Statuses is not { Count: > 0 } || Statuses.Contains(job.Status))
        && (!WithErrors || job.WithErrors)
        && (string.IsNullOrEmpty(Task) || job.Task == Task)
        && (string.IsNullOrEmpty(SourceId) || job.SourceId == SourceId)
        && (string.IsNullOrEmpty(ScheduleId) || job.ScheduleId == ScheduleId)
        && !(job.RequestedAt < Since)
        && !(job.RequestedAt >= Until)
        && (string.IsNullOrEmpty(Text) || HasText(job, Text));

    private bool HasText(JobSnapshot job, string text) =>
        NamedByText?.Contains(job.SourceId) == true
        || new[] { job.Task, job.SourceId, job.Actor, job.Reason, job.ErrorMessage, job.Id.ToString() }.Any(told =>
            told?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        );
}
