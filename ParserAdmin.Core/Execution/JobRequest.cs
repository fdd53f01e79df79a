using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Execution;

/// <summary>A run that a person wants.</summary>
/// <param name="RetryOf">The job that it repeats.</param>
internal sealed record JobRequest(
    string Task,
    string SourceId,
    JobParameters Parameters,
    JobTrigger Trigger,
    int Attempt = 1,
    Guid? RetryOf = null
);
