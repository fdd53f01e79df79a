namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>How a job ended, and what that means for what follows it.</summary>
/// <param name="RetryAfter">How long the server wants us to stay away.</param>
/// <param name="Url">The page on which it failed.</param>
public sealed record JobEnding(
    Action<ParserJob, DateTime> Apply,
    JobContinuation Continues = JobContinuation.No,
    TimeSpan? RetryAfter = null,
    string? Url = null
)
{
    /// <summary>
    /// A server asked to wait. That is no fault: the job gives its place back, and what follows it goes on from its checkpoint at that
    /// time. Only a server that asks time after time, while the job gets no further, fails it.
    /// </summary>
    /// <param name="message">What the server answered, for people.</param>
    public static JobEnding OfCooling(string host, TimeSpan wait, string message, string? url, Func<JobCounts> counts)
    {
        // Whole seconds, later rather than sooner, so that the time that people read is the time that counts.
        var rest = TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds));
        return new JobEnding(
            (job, now) =>
            {
                if (job.RateLimitWaits < RetryPolicy.MostRateLimitWaits)
                    job.Cancel($"{host} asked to wait until {FollowUpPolicy.Clock(now + rest, now)} UTC", counts(), now);
                else
                    job.Fail(ErrorClass.RateLimited, message, counts(), now);
            },
            JobContinuation.HostCools,
            rest,
            url
        );
    }
}
