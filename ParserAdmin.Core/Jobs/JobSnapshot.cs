using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Jobs;

/// <summary>
/// A job as it was at one moment, for events and for the pages that show them: what becomes of the job afterwards does not show here, and
/// nobody who reads it can change it for the others. Each property means what it means of a <see cref="ParserJob"/>.
/// </summary>
public sealed class JobSnapshot
{
    private readonly ParserJob _job;

    /// <param name="copy">Belongs to the snapshot alone.</param>
    internal JobSnapshot(ParserJob copy) => _job = copy;

    public Guid Id => _job.Id;

    public string Task => _job.Task;

    public string SourceId => _job.SourceId;

    public string? ScheduleId => _job.ScheduleId;

    public JobStatus Status => _job.Status;

    public string? Reason => _job.Reason;

    public string? WaitedFor => _job.WaitedFor;

    public ErrorClass? ErrorClass => _job.ErrorClass;

    public string? ErrorMessage => _job.ErrorMessage;

    public JobTrigger Trigger => _job.Trigger;

    public string Actor => _job.Actor;

    public string? Node => _job.Node;

    public Guid? NodeInstance => _job.NodeInstance;

    public int Attempt => _job.Attempt;

    public int Priority => _job.Priority;

    public long Epoch => _job.Epoch;

    public string Parameters => _job.Parameters;

    public DateTime RequestedAt => _job.RequestedAt;

    public DateTime? StartedAt => _job.StartedAt;

    public DateTime? EndedAt => _job.EndedAt;

    public DateTime? CancelRequestedAt => _job.CancelRequestedAt;

    public string? CancelRequestedBy => _job.CancelRequestedBy;

    public DateTime? NotBefore => _job.NotBefore;

    public Guid? RetryOf => _job.RetryOf;

    public string? Checkpoint => _job.Checkpoint;

    public int RateLimitWaits => _job.RateLimitWaits;

    public int Recoveries => _job.Recoveries;

    public JobCounts Counts => _job.Counts;

    public bool Scheduled => _job.Scheduled;

    public bool WithErrors => _job.WithErrors;

    public string Outcome => _job.Outcome;

    public bool IsGlobal => _job.IsGlobal;

    public string Name => _job.Name;

    public TimeSpan? Duration => _job.Duration;

    public RunIdentity Identity => _job.Identity;
}
