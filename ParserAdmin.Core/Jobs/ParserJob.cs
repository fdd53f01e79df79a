using System.Globalization;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Jobs;

/// <summary>One run of a task; a row of <c>parser_jobs</c>. Its status changes only along <see cref="JobLifecycle"/>.</summary>
public sealed class ParserJob
{
    private ParserJob() { }

    /// <summary>A version 7 UUID, so that ids sort by the time they were made.</summary>
    public Guid Id { get; private set; }

    // A factory below or EF sets the texts before anyone reads them.
    public string Task { get; private set; } = null!;

    /// <summary>Empty for a task of the whole program: an index keeps two jobs of one source apart, and so two of these.</summary>
    public string SourceId { get; private set; } = null!;

    public string? ScheduleId { get; private set; }

    public JobStatus Status { get; private set; }

    /// <summary>Why it waits, was skipped, was cancelled or is lost.</summary>
    public string? Reason { get; private set; }

    /// <summary>What it waited for last before it started; null while it has not, and where it began at once.</summary>
    public string? WaitedFor { get; private set; }

    public ErrorClass? ErrorClass { get; private set; }
    public string? ErrorMessage { get; private set; }
    public JobTrigger Trigger { get; private set; }

    /// <summary>Name of who asked for it.</summary>
    public string Actor { get; private set; } = null!;

    public string? Node { get; private set; }

    /// <summary>Which life of the node: a node that starts again has another.</summary>
    public Guid? NodeInstance { get; private set; }

    public int Attempt { get; private set; } = 1;
    public int Priority { get; private set; }
    public long Epoch { get; private set; }

    /// <summary>JSON of <see cref="JobParameters"/>.</summary>
    public string Parameters { get; private set; } = null!;

    public DateTime RequestedAt { get; private set; }

    public DateTime? StartedAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    public DateTime? CancelRequestedAt { get; private set; }
    public string? CancelRequestedBy { get; private set; }

    /// <summary>UTC; a retry waits here until then. Null for at once.</summary>
    public DateTime? NotBefore { get; private set; }

    /// <summary>The job that this one goes on from: a retry, a run again or a continuation.</summary>
    public Guid? RetryOf { get; private set; }

    /// <summary>How far it got, in its invocable's own words; what follows it goes on from there.</summary>
    public string? Checkpoint { get; private set; }

    /// <summary>How often in a row a server asked to wait; those waits use up no attempt.</summary>
    public int RateLimitWaits { get; private set; }

    /// <summary>How often in a row its node stopped before it got any further.</summary>
    public int Recoveries { get; private set; }

    public JobCounts Counts { get; private set; } = new();

    /// <summary>A schedule wants it: it made it, or it made the job that this one retries. Such a run needs auto.</summary>
    public bool Scheduled => Trigger == JobTrigger.Schedule || (Trigger == JobTrigger.Retry && ScheduleId is not null);

    /// <summary>It came to its end, and some of its items did not.</summary>
    public bool WithErrors => Status == JobStatus.Succeeded && Counts.ItemsFailed > 0;

    /// <summary>Its status in words, and whether that is the whole truth: "succeeded with errors".</summary>
    public string Outcome => WithErrors ? $"{StoredEnum.Write(Status)} with errors" : StoredEnum.Write(Status);

    /// <summary>It is of the whole program and has no source.</summary>
    public bool IsGlobal => SourceId.Length == 0;

    /// <summary>What people call it.</summary>
    public string Name => JobText.Of(Task, SourceId);

    public TimeSpan? Duration => EndedAt - StartedAt;

    public RunIdentity Identity => new(Id, Task, SourceId, Epoch, Scheduled);

    public static ParserJob Request(
        string task,
        string sourceId,
        JobTrigger trigger,
        string actor,
        JobParameters parameters,
        long epoch,
        DateTime now,
        string? scheduleId = null,
        int attempt = 1,
        Guid? retryOf = null,
        int priority = 0
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Task = task,
            SourceId = sourceId,
            ScheduleId = scheduleId,
            Trigger = trigger,
            Actor = actor,
            Attempt = attempt,
            Priority = priority,
            Epoch = epoch,
            Parameters = parameters.Write(),
            RequestedAt = now,
            RetryOf = retryOf,
        };

    /// <summary>
    /// The job that goes on where <paramref name="job"/> ended: the same source, task, parameters, schedule and checkpoint.
    /// </summary>
    internal static ParserJob Follow(ParserJob job, NextAttempt how, long epoch, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Task = job.Task,
            SourceId = job.SourceId,
            ScheduleId = job.ScheduleId,
            Trigger = JobTrigger.Retry,
            Actor = job.Actor,
            Attempt = how.Attempt,
            Priority = job.Priority,
            Epoch = epoch,
            Parameters = job.Parameters,
            RequestedAt = now,
            NotBefore = how.NotBefore,
            Reason = how.Reason,
            RetryOf = job.Id,
            Checkpoint = job.Checkpoint,
            RateLimitWaits = how.RateLimitWaits,
            Recoveries = how.Recoveries,
        };

    /// <summary>The job as it is now.</summary>
    public JobSnapshot Snapshot() => new((ParserJob)MemberwiseClone());

    public void WaitFor(string reason)
    {
        if (Status == JobStatus.Pending)
            Reason = reason;
    }

    public void Start(string node, Guid nodeInstance, long epoch, DateTime now)
    {
        WaitedFor = Reason;
        Move(JobStatus.Running, null);
        Node = node;
        NodeInstance = nodeInstance;
        Epoch = epoch;
        StartedAt = now;
    }

    /// <summary>Asked for in what is the future now, before the clock was set back: it waits from now as long as it was to wait.</summary>
    internal void Redate(DateTime now, TimeSpan tolerance)
    {
        if (NotBefore is not { } until || RequestedAt <= now + tolerance)
            return;
        (NotBefore, RequestedAt) = (now + (until - RequestedAt), now);
        WaitFor(string.Create(CultureInfo.InvariantCulture, $"Waits until {NotBefore:yyyy-MM-dd HH:mm:ss} UTC: the clock was set back"));
    }

    /// <summary>
    /// Keeps where what follows this job has to begin; it got further, so its node's stops and its server's waits count from here.
    /// </summary>
    internal void Keep(string checkpoint)
    {
        Checkpoint = checkpoint;
        (Recoveries, RateLimitWaits) = (0, 0);
    }

    /// <summary>Says in its reason which job goes on from here.</summary>
    internal void ContinuedAs(Guid next)
    {
        if (JobLifecycle.IsFinal(Status))
            Reason = $"{Reason}; continues as job {next}";
    }

    /// <summary>Notes how far it is.</summary>
    public void Count(JobCounts counts) => Counts = counts;

    public void Succeed(JobCounts counts, DateTime now)
    {
        Move(JobStatus.Succeeded, null);
        End(counts, now);
    }

    public void Fail(ErrorClass errorClass, string message, JobCounts counts, DateTime now)
    {
        Move(JobStatus.Failed, null);
        ErrorClass = errorClass;
        ErrorMessage = StorableText.Clean(message);
        End(counts, now);
    }

    public void Cancel(string reason, JobCounts? counts, DateTime now)
    {
        Move(JobStatus.Cancelled, reason);
        End(counts ?? Counts, now);
    }

    public void MarkLost(string reason, DateTime now)
    {
        Move(JobStatus.Lost, reason);
        End(Counts, now);
    }

    public void Skip(string reason, DateTime now)
    {
        Move(JobStatus.Skipped, reason);
        EndedAt = now;
    }

    /// <summary>A running job ends itself when its gate reads this.</summary>
    public void RequestCancel(string by, DateTime now)
    {
        CancelRequestedAt ??= now;
        CancelRequestedBy ??= by;
    }

    private void End(JobCounts counts, DateTime now)
    {
        Counts = counts;
        EndedAt = now;
    }

    private void Move(JobStatus to, string? reason)
    {
        if (!JobLifecycle.Allows(Status, to))
            throw new InvariantException($"A job that is {StoredEnum.Write(Status)} cannot become {StoredEnum.Write(to)} (job {Id}).");
        Status = to;
        Reason = reason is null ? null : StorableText.Clean(reason);
    }
}
