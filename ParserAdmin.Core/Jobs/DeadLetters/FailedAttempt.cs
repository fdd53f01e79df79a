using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs.DeadLetters;

/// <summary>
/// A job that failed for good: its retries are spent, or none would help. A row of <c>failed_attempts</c>, never deleted.
/// </summary>
public sealed class FailedAttempt
{
    private FailedAttempt() { }

    /// <summary>Given by the database, rising with time.</summary>
    public long Id { get; private set; }

    public Guid JobId { get; private set; }

    public string Task { get; private set; } = "";

    public string SourceId { get; private set; } = "";

    /// <summary>JSON of <see cref="JobParameters"/>: the job itself is gone after the retention time.</summary>
    public string Parameters { get; private set; } = "{}";

    public ErrorClass ErrorClass { get; private set; }

    public string Message { get; private set; } = "";

    /// <summary>The same for the same mistake: see <see cref="ErrorFingerprint"/>.</summary>
    public string Fingerprint { get; private set; } = "";

    public string? Url { get; private set; }

    public int Attempts { get; private set; }

    public DateTime FailedAt { get; private set; }

    public DeadLetterState State { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public string? DecisionReason { get; private set; }

    /// <summary>The job that the replay made.</summary>
    public Guid? ReplayJobId { get; private set; }

    public static FailedAttempt Of(ParserJob job, string? message, string? url, DateTime now)
    {
        var errorClass = job.ErrorClass ?? ErrorClass.Internal;
        var text = StorableText.Clean(message ?? job.ErrorMessage ?? job.Reason ?? "");
        return new FailedAttempt
        {
            JobId = job.Id,
            Task = job.Task,
            SourceId = job.SourceId,
            Parameters = job.Parameters,
            ErrorClass = errorClass,
            Message = text,
            Fingerprint = ErrorFingerprint.Of(job.Task, job.SourceId, errorClass, text),
            Url = url is null ? null : StorableText.Clean(url),
            Attempts = job.Attempt,
            FailedAt = now,
        };
    }

    /// <summary>Only an open one can be decided on.</summary>
    internal void Replay(Guid job, string by, string? reason, DateTime now)
    {
        Decide(DeadLetterState.Replayed, by, reason, now);
        ReplayJobId = job;
    }

    internal void Dismiss(string by, string reason, DateTime now) => Decide(DeadLetterState.Dismissed, by, reason, now);

    /// <summary>As if it had not been decided on; the trail tells that it was.</summary>
    internal void Reopen() => (State, DecidedBy, DecidedAt, DecisionReason) = (DeadLetterState.Open, null, null, null);

    private void Decide(DeadLetterState state, string by, string? reason, DateTime now) =>
        (State, DecidedBy, DecidedAt, DecisionReason) = (state, by, now, reason is null ? null : StorableText.Clean(reason));
}
