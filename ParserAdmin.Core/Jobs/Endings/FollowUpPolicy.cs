using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>What follows an ended job, in the transaction that ends it: a retry, a continuation, a dead letter, or nothing.</summary>
/// <param name="jitter">A number from 0 to 1, another one each time.</param>
public sealed class FollowUpPolicy(Func<double> jitter)
{
    internal async Task<JobFollowUp> AddAsync(
        ParserDbContext context,
        ParserJob job,
        JobEnding ending,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var settings = await SettingsStore.ReadAsync(context, cancellationToken);

        // What was stopped, or cancelled by a person, stays ended.
        var mayGoOn = !settings.Stopped && settings.Epoch == job.Epoch && job.CancelRequestedAt is null;
        if (job.Status == JobStatus.Failed && job.ErrorClass != ErrorClass.Cancelled)
        {
            var retry = mayGoOn ? Retry(job, ending.RetryAfter, settings.RetryMax, now) : null;
            if (retry is null)
                return DeadLetter(context, job, ending.Url, now);

            // A run that someone asked for meanwhile is the next try.
            return await IsAskedForAsync(context, job, now, cancellationToken)
                ? new JobFollowUp(true, [])
                : Add(context, ParserJob.Follow(job, retry, settings.Epoch, now));
        }

        if (ending.Continues == JobContinuation.No || !mayGoOn)
            return new JobFollowUp(false, []);
        if (ending.Continues == JobContinuation.HostCools && await IsAskedForAsync(context, job, now, cancellationToken))
            return new JobFollowUp(true, []);
        if (ending.Continues == JobContinuation.NodeStopped && job.Recoveries >= RetryPolicy.MostRecoveries)
        {
            return DeadLetter(
                context,
                job,
                ending.Url,
                now,
                $"Its node stopped {job.Recoveries + 1} times in a row while it ran. Look at the node's log: it may be this job that "
                    + $"ends it."
            );
        }

        var next = ParserJob.Follow(job, Continuation(job, ending, now), settings.Epoch, now);
        if (ending.Continues != JobContinuation.NodeStopped)
            job.ContinuedAs(next.Id);
        return Add(context, next);
    }

    private NextAttempt? Retry(ParserJob job, TimeSpan? retryAfter, int retryMax, DateTime now)
    {
        var errorClass = job.ErrorClass!.Value;
        if (!RetryPolicy.IsCurable(errorClass))
            return null;
        if (job.Attempt > retryMax)
            return null;
        var backoff = RetryPolicy.Delay(job.Attempt, jitter());
        var due = now + (retryAfter > backoff ? retryAfter.Value : backoff);
        return new NextAttempt(job.Attempt + 1, $"Retries at {Clock(due, now)} UTC (attempt {job.Attempt + 1} of {retryMax + 1})", due);
    }

    private static NextAttempt Continuation(ParserJob job, JobEnding ending, DateTime now) =>
        ending.Continues switch
        {
            JobContinuation.NodeStopped => new NextAttempt(
                job.Attempt,
                "Continues after its node stopped",
                null,
                job.RateLimitWaits,
                job.Recoveries + 1
            ),
            JobContinuation.HostCools => new NextAttempt(
                job.Attempt,
                job.Reason!,
                now + ending.RetryAfter,
                job.RateLimitWaits + 1,
                job.Recoveries
            ),
            var why => new NextAttempt(
                job.Attempt,
                why == JobContinuation.SettingsUnread
                    ? "Continues now that the settings can be read again"
                    : "Continues after its node shut down",
                null,
                job.RateLimitWaits,
                job.Recoveries
            ),
        };

    private static Task<bool> IsAskedForAsync(ParserDbContext context, ParserJob job, DateTime now, CancellationToken cancellationToken) =>
        context
            .Set<ParserJob>()
            .Where(JobWait.Ready(now))
            .AnyAsync(
                other => other.Task == job.Task && other.SourceId == job.SourceId && other.Parameters == job.Parameters,
                cancellationToken
            );

    private static JobFollowUp Add(ParserDbContext context, ParserJob next)
    {
        context.Add(next);
        return new JobFollowUp(true, [new JobChanged(next)]);
    }

    private static JobFollowUp DeadLetter(ParserDbContext context, ParserJob job, string? url, DateTime now, string? message = null)
    {
        context.Add(FailedAttempt.Of(job, message, url, now));
        return new JobFollowUp(false, [new DeadLettersChanged()]);
    }

    internal static string Clock(DateTime time, DateTime now) =>
        time.ToString(time.Date == now.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
