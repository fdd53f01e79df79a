using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Api.Jobs;

/// <summary>One run of a task. Times are UTC; the counts of a running job are at most a second old.</summary>
/// <param name="SourceId">Null for a task of the whole program.</param>
/// <param name="Outcome">The status, or <c>succeeded with errors</c> where items failed.</param>
/// <param name="Reason">Why it waits, was skipped, was cancelled or is lost.</param>
/// <param name="WaitedFor">What it waited for last before it started; null where it began at once.</param>
/// <param name="ErrorClass">Such as <c>RateLimited</c> or <c>Network</c>, named as in the table.</param>
/// <param name="RetryOf">The job that this one goes on from.</param>
/// <param name="NotBefore">A retry waits until then.</param>
/// <param name="DurationMs">From start to end; null before the end.</param>
/// <param name="Bytes">As they came over the wire.</param>
internal sealed record TaskResponse(
    Guid Id,
    string Task,
    string? SourceId,
    string? ScheduleId,
    JobStatus Status,
    string Outcome,
    bool WithErrors,
    string? Reason,
    string? WaitedFor,
    string? ErrorClass,
    string? ErrorMessage,
    JobTrigger Trigger,
    string Actor,
    string? Node,
    int Attempt,
    int Priority,
    long Epoch,
    TaskParameters Parameters,
    Guid? RetryOf,
    DateTime? NotBefore,
    DateTime RequestedAt,
    DateTime? StartedAt,
    DateTime? EndedAt,
    DateTime? CancelRequestedAt,
    string? CancelRequestedBy,
    double? DurationMs,
    int ItemsProcessed,
    int ItemsSucceeded,
    int ItemsFailed,
    int ItemsNew,
    int ItemsChanged,
    int ItemsGone,
    int ItemsExpected,
    int Pages,
    int Requests,
    int NotModified,
    long Bytes
)
{
    public static TaskResponse Of(ParserJob job) =>
        new(
            job.Id,
            job.Task,
            job.IsGlobal ? null : job.SourceId,
            job.ScheduleId,
            job.Status,
            job.Outcome,
            job.WithErrors,
            job.Reason,
            job.WaitedFor,
            job.ErrorClass?.ToString(),
            job.ErrorMessage,
            job.Trigger,
            job.Actor,
            job.Node,
            job.Attempt,
            job.Priority,
            job.Epoch,
            TaskParameters.Of(JobParameters.Read(job.Parameters)),
            job.RetryOf,
            job.NotBefore,
            job.RequestedAt,
            job.StartedAt,
            job.EndedAt,
            job.CancelRequestedAt,
            job.CancelRequestedBy,
            job.Duration?.TotalMilliseconds,
            job.Counts.ItemsProcessed,
            job.Counts.ItemsSucceeded,
            job.Counts.ItemsFailed,
            job.Counts.ItemsNew,
            job.Counts.ItemsChanged,
            job.Counts.ItemsGone,
            job.Counts.ItemsExpected,
            job.Counts.Pages,
            job.Counts.Requests,
            job.Counts.NotModified,
            job.Counts.Bytes
        );
}
