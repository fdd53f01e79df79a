using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Live;

namespace ParserAdmin.Core.Jobs;

/// <summary>Writes how running jobs ended, with their audit entries.</summary>
public sealed class JobEnder(IDbContextFactory<ParserDbContext> contexts, AuditTrail trail, LiveBus bus, TimeProvider clock)
{
    /// <summary>Ends one job. Returns null, and writes nothing, if it is no longer the running one: someone marked it as lost.</summary>
    public async Task<ParserJob?> EndAsync(Guid jobId, Action<ParserJob, DateTime> end, CancellationToken cancellationToken) =>
        (await EndAllAsync(job => job.Id == jobId, end, cancellationToken)).SingleOrDefault();

    /// <summary>Marks running jobs as lost.</summary>
    public Task<IReadOnlyList<ParserJob>> LoseAsync(Expression<Func<ParserJob, bool>> which, string reason, CancellationToken cancellationToken) =>
        EndAllAsync(which, (job, now) => job.Lose(reason, now), cancellationToken);

    private async Task<IReadOnlyList<ParserJob>> EndAllAsync(
        Expression<Func<ParserJob, bool>> which, Action<ParserJob, DateTime> end, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // Most looks find nothing; those take no lock.
        if (!await context.Set<ParserJob>().Where(job => job.Status == JobStatus.Running).AnyAsync(which, cancellationToken))
            return [];
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var jobs = await context.Set<ParserJob>().Where(job => job.Status == JobStatus.Running).Where(which).ToListAsync(cancellationToken);
        var entries = new List<AuditEntry>();
        foreach (var job in jobs)
        {
            end(job, clock.UtcMilliseconds());
            entries.Add(await trail.AppendAsync(
                context,
                new AuditRecord(
                    Actor.System, "job.end", "parser_jobs", job.Id.ToString(), """{"status":"running"}""", JobJson.Ended(job), job.Reason ?? job.ErrorMessage, Epoch: job.Epoch),
                cancellationToken));
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        jobs.ForEach(job => bus.Publish(new JobChanged(job)));
        entries.ForEach(entry => bus.Publish(new AuditAppended(entry)));
        return jobs;
    }
}
