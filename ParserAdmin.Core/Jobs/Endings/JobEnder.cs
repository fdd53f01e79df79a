using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>Writes how running jobs ended, with their audit entries and with what follows them.</summary>
public sealed class JobEnder(
    IDbContextFactory<ParserDbContext> contexts,
    AuditTrail trail,
    FollowUpPolicy followUps,
    IEnumerable<IJobEndHandler> handlers,
    EventBus bus,
    TimeProvider clock
)
{
    /// <summary>Ends one job. Returns null, and writes nothing, if it is no longer the running one: someone marked it as lost.</summary>
    public async Task<ParserJob?> EndAsync(Guid jobId, JobEnding ending, CancellationToken cancellationToken) =>
        (await EndAllAsync(_ => job => job.Id == jobId, ending, cancellationToken)).SingleOrDefault();

    /// <summary>Marks running jobs whose node stopped as lost. They are queued again and go on from their checkpoints.</summary>
    public Task<IReadOnlyList<ParserJob>> MarkLostAsync(
        Expression<Func<ParserJob, bool>> which,
        string reason,
        CancellationToken cancellationToken
    ) => MarkLostAsync(_ => which, reason, cancellationToken);

    /// <param name="which">Asked in the transaction that marks, with its context.</param>
    public Task<IReadOnlyList<ParserJob>> MarkLostAsync(
        Func<ParserDbContext, Expression<Func<ParserJob, bool>>> which,
        string reason,
        CancellationToken cancellationToken
    ) => EndAllAsync(which, new JobEnding((job, now) => job.MarkLost(reason, now), JobContinuation.NodeStopped), cancellationToken);

    private async Task<IReadOnlyList<ParserJob>> EndAllAsync(
        Func<ParserDbContext, Expression<Func<ParserJob, bool>>> which,
        JobEnding ending,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // Most looks find nothing; those take no lock.
        if (!await context.Set<ParserJob>().Where(job => job.Status == JobStatus.Running).AnyAsync(which(context), cancellationToken))
            return [];
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var jobs = await context
            .Set<ParserJob>()
            .Where(job => job.Status == JobStatus.Running)
            .Where(which(context))
            .ToListAsync(cancellationToken);
        var entries = new List<AuditEntry>();
        var news = new List<IEvent>();
        foreach (var job in jobs)
        {
            var now = clock.UtcMilliseconds();
            ending.Apply(job, now);
            var next = await followUps.AddAsync(context, job, ending, now, cancellationToken);
            news.AddRange([new JobChanged(job), .. next.Events]);
            foreach (var handler in handlers)
                await handler.FollowAsync(context, job, next.GoesOn, now, cancellationToken);
            entries.Add(
                await trail.AppendAsync(
                    context,
                    new AuditRecord(
                        Actor.System,
                        "job.end",
                        "parser_jobs",
                        job.Id.ToString(),
                        """{"status":"running"}""",
                        JobJson.Ended(job),
                        job.Reason ?? job.ErrorMessage,
                        OutcomeOf(job),
                        job.Epoch
                    ),
                    cancellationToken
                )
            );
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        news.ForEach(bus.Publish);
        entries.ForEach(entry => bus.Publish(new AuditAppended(entry)));
        return jobs;
    }

    /// <summary>The entry is of a job's end, so its outcome is the job's.</summary>
    private static AuditOutcome OutcomeOf(ParserJob job) =>
        job.Status switch
        {
            JobStatus.Failed => AuditOutcome.Failed,
            JobStatus.Cancelled => AuditOutcome.Cancelled,
            JobStatus.Lost => AuditOutcome.Lost,
            _ => job.WithErrors ? AuditOutcome.WithErrors : AuditOutcome.Succeeded,
        };
}
