using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Jobs;

/// <summary>
/// The only place that deletes jobs and their log lines. Each call is one short transaction that asks the gate first, so that others get in
/// between; what is to be deleted is looked for before it, without a lock. Dead letters are not its business: they stay.
/// </summary>
public sealed class JobRetention(
    IDbContextFactory<ParserDbContext> contexts,
    GatedTransactions transactions,
    AuditTrail trail,
    EventBus bus
)
{
    public const int JobsPerBatch = 100;
    public const int LinesPerBatch = 1_000;

    /// <summary>
    /// Up to a batch of jobs that ended in this time and that nobody needs, oldest first. Needed are jobs that have not ended, the one that
    /// a waiting or running job goes on from, and the newest run of each task and source: from that one the next is counted.
    /// </summary>
    public async Task<IReadOnlyList<(Guid Id, DateTime EndedAt)>> FindAsync(
        DateTime endedFrom,
        DateTime endedBefore,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await Unneeded(context, endedBefore)
            .Where(job => job.EndedAt >= endedFrom)
            .OrderBy(job => job.EndedAt)
            .ThenBy(job => job.Id)
            .Take(JobsPerBatch)
            .Select(job => new { job.Id, job.EndedAt })
            .ToListAsync(cancellationToken);
        return [.. found.Select(job => (job.Id, job.EndedAt!.Value))];
    }

    /// <summary>
    /// Deletes up to a batch of these jobs' lines; lines first, so that a stop in between leaves no line without its job.
    /// </summary>
    /// <returns>How many; 0 when none is left.</returns>
    /// <exception cref="GateRefusedException">The run may not go on.</exception>
    public Task<int> DeleteLinesAsync(GatedRun run, IReadOnlyList<Guid> jobs, DateTime endedBefore, CancellationToken cancellationToken) =>
        DeleteLinesAsync(
            run,
            context =>
            {
                var unneeded = Unneeded(context, endedBefore).Where(job => jobs.Contains(job.Id)).Select(job => job.Id);
                return context.Set<JobLogLine>().Where(line => unneeded.Contains(line.JobId));
            },
            cancellationToken
        );

    /// <summary>Deletes up to a batch of old lines whose job is gone: a job that ignored its end may have gone on writing.</summary>
    public Task<int> DeleteStrayLinesAsync(GatedRun run, DateTime writtenBefore, CancellationToken cancellationToken) =>
        DeleteLinesAsync(
            run,
            context =>
            {
                var jobs = context.Set<ParserJob>();
                return context.Set<JobLogLine>().Where(line => line.CreatedAt < writtenBefore && !jobs.Any(job => job.Id == line.JobId));
            },
            cancellationToken
        );

    /// <summary>Deletes those of these jobs that nobody needs at this moment, with an audit entry.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="GateRefusedException">The run may not go on.</exception>
    public async Task<int> DeleteJobsAsync(
        GatedRun run,
        IReadOnlyList<Guid> jobs,
        DateTime endedBefore,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var (deleted, entry) = await transactions.RunAsync(
            run,
            (context, _, token) => DeleteAsync(context, run, jobs, endedBefore, reason, token),
            null,
            cancellationToken
        );
        if (entry is not null)
            bus.Publish(new AuditAppended(entry));
        return deleted;
    }

    private async Task<(int Deleted, AuditEntry? Entry)> DeleteAsync(
        ParserDbContext context,
        GatedRun run,
        IReadOnlyList<Guid> jobs,
        DateTime endedBefore,
        string reason,
        CancellationToken cancellationToken
    )
    {
        // Who asks for a job again does so under this lock: from here on none of these can become needed.
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var unneeded = await Unneeded(context, endedBefore)
            .Where(job => jobs.Contains(job.Id))
            .OrderBy(job => job.EndedAt)
            .ToListAsync(cancellationToken);
        if (unneeded.Count == 0)
            return (0, null);
        context.RemoveRange(unneeded);
        var entry = await trail.AppendAsync(
            context,
            new AuditRecord(Actor.System, "job.delete", "parser_jobs", null, JobJson.Deleted(unneeded), null, reason, Epoch: run.Epoch),
            cancellationToken
        );
        return (unneeded.Count, entry);
    }

    private async Task<int> DeleteLinesAsync(
        GatedRun run,
        Func<ParserDbContext, IQueryable<JobLogLine>> which,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var lines = await which(context).Select(line => line.Sequence).Take(LinesPerBatch).ToListAsync(cancellationToken);
        return lines.Count == 0
            ? 0
            : await transactions.RunAsync(
                run,
                (writing, _, token) => writing.Set<JobLogLine>().Where(line => lines.Contains(line.Sequence)).ExecuteDeleteAsync(token),
                null,
                cancellationToken
            );
    }

    private static IQueryable<ParserJob> Unneeded(ParserDbContext context, DateTime endedBefore)
    {
        var jobs = context.Set<ParserJob>();
        return jobs.Where(job =>
            job.EndedAt < endedBefore
            && job.Status != JobStatus.Pending
            && job.Status != JobStatus.Running
            && !jobs.Any(live => live.RetryOf == job.Id && (live.Status == JobStatus.Pending || live.Status == JobStatus.Running))
            && (
                job.StartedAt == null
                || jobs.Any(newer =>
                    newer.SourceId == job.SourceId && newer.Task == job.Task && newer.Id.CompareTo(job.Id) > 0 && newer.StartedAt != null
                )
            )
        );
    }
}
