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
        : this(new JobEnding(apply)) { }

    /// <summary>A server that asked to wait is no failure.</summary>
    public static RunEnd OfFault(JobFault fault, Func<JobCounts> counts) =>
        fault is { Class: ErrorClass.RateLimited, Host: { } host, RetryAfter: { } wait }
            ? new RunEnd(JobEnding.OfCooling(host, wait, fault.Message, fault.Url, counts))
            {
                Level = JobLogLevel.Warning,
                LastLine = $"{fault.Message} The job gives its place back until then. Kept: {JobSummary.Of(counts())}",
            }
            : new RunEnd(
                new JobEnding(
                    (ending, now) => ending.Fail(fault.Class, fault.Message, counts(), now),
                    RetryAfter: fault.RetryAfter,
                    Url: fault.Url
                ),
                fault.Critical
            )
            {
                Level = JobLogLevel.Error,
                LastLine = $"Failed ({fault.Class}): {fault.Message}",
            };
}
