using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;

namespace ParserAdmin.Core.Execution;

/// <summary>How a run came to its end, for the job's row and for the fail-safe.</summary>
internal sealed record RunEnd(JobEnding Ending, string? Critical = null)
{
    public RunEnd(Action<ParserJob, DateTime> apply)
        : this(new JobEnding(apply))
    {
    }
}
