using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Execution;

/// <summary>The jobs that an admission decides about, in the order in which they may start.</summary>
internal static class WaitingJobs
{
    /// <summary>How many are looked at; where there are more, those whose source is free come first.</summary>
    private const int Looked = 100;

    /// <summary>Whether there may be any; without a lock.</summary>
    public static Task<bool> AnyAsync(ParserDbContext context, DateTime now, CancellationToken cancellationToken) =>
        context.Set<ParserJob>().AnyAsync(JobWait.MayBeReady(now), cancellationToken);

    /// <summary>
    /// Where there are many, those whose source is free come first, so that five hundred jobs of one busy source do not hide the others;
    /// the rest is there to be told what it waits for. Retries that were asked for before the clock was set back are dated anew.
    /// </summary>
    /// <param name="added">Added in this transaction, but not saved yet.</param>
    public static async Task<List<ParserJob>> ReadAsync(
        ParserDbContext context,
        IEnumerable<ParserJob> added,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var jobs = context.Set<ParserJob>();
        var ordered = jobs.Where(JobWait.MayBeReady(now)).OrderByDescending(job => job.Priority).ThenBy(job => job.Id);
        var waiting = await ordered.Take(Looked).ToListAsync(cancellationToken);
        if (waiting.Count == Looked)
        {
            var free = await ordered
                .Where(job => !jobs.Any(other => other.Status == JobStatus.Running && other.SourceId == job.SourceId))
                .Take(Looked)
                .ToListAsync(cancellationToken);
            waiting = [.. free.Concat(waiting).Distinct()];
        }

        waiting.ForEach(job => job.Redate(now, JobWait.ClocksDiffer));

        // What a slot cancelled is stored as pending still, and its own job is not stored at all.
        return
        [
            .. waiting
                .Concat(added)
                .Where(job => job.Status == JobStatus.Pending && !JobWait.Waits(job, now))
                .OrderByDescending(job => job.Priority)
                .ThenBy(job => job.Id),
        ];
    }
}
