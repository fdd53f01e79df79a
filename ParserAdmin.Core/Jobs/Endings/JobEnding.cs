namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>How a job ended, and what that means for what follows it.</summary>
/// <param name="RetryAfter">How long the server wants us to stay away.</param>
/// <param name="Url">The page on which it failed.</param>
public sealed record JobEnding(
    Action<ParserJob, DateTime> Apply, JobContinuation Continues = JobContinuation.No, TimeSpan? RetryAfter = null, string? Url = null);
