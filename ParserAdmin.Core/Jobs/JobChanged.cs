using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Jobs;

/// <summary>A job was made or changed its status; it carries the job as it was when the event was made.</summary>
public sealed record JobChanged(JobSnapshot Job) : IEvent
{
    public JobChanged(ParserJob job)
        : this(job.Snapshot()) { }
}
