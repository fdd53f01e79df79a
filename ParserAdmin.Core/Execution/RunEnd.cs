using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Core.Execution;

/// <summary>How a run came to its end, for the job's row and for the fail-safe.</summary>
internal sealed record RunEnd(JobEnding Ending, string? Critical = null)
{
    public JobLogLevel Level { get; init; } = JobLogLevel.Info;

    /// <summary>What its log ends with. Null where the run goes on writing.</summary>
    public string? LastLine { get; init; }

    public RunEnd(Action<ParserJob, DateTime> apply)
        : this(new JobEnding(apply))
    {
    }
}
