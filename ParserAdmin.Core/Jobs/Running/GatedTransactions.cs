using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Jobs.Running;

/// <summary>
/// The one way in which a run writes. One transaction that the gate allows twice: before it begins, so that nothing is done in vain, and
/// again as its very last step, so that nothing is committed after a stop that came meanwhile. Before that it writes the run's own job,
/// which has to be running still: whoever was frozen and marked as lost meanwhile commits nothing. It locks nothing that a stop needs, and
/// this node acknowledges no stop before it has ended.
/// </summary>
public sealed class GatedTransactions(IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    /// <param name="write">Is given the moment of the write, UTC. What it changes in the context is saved.</param>
    /// <param name="keep">Changes the job in the same transaction; null where only its being there matters.</param>
    /// <exception cref="GateRefusedException">The run may not write any more; nothing was kept.</exception>
    public async Task<T> RunAsync<T>(
        GatedRun run,
        Func<ParserDbContext, DateTime, CancellationToken, Task<T>> write,
        Action<ParserJob>? keep,
        CancellationToken cancellationToken
    )
    {
        using var flight = run.Enter();
        await run.DemandAsync(GateAction.Write, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var result = await write(context, clock.UtcMilliseconds(), cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await TouchAsync(context, run, keep, cancellationToken);
        await new FreshAnswer(run, GateAction.Write).DemandAsync(cancellationToken);

        // Not to be cancelled: nobody could say whether it went through.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public Task RunAsync(
        GatedRun run,
        Func<ParserDbContext, DateTime, CancellationToken, Task> write,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            run,
            async (context, now, token) =>
            {
                await write(context, now, token);
                return 0;
            },
            null,
            cancellationToken
        );

    /// <summary>Late, so that the job's row, which the one who marks it as lost writes too, is held as shortly as can be.</summary>
    private static async Task TouchAsync(
        ParserDbContext context,
        GatedRun run,
        Action<ParserJob>? keep,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var job =
                await context
                    .Set<ParserJob>()
                    .SingleOrDefaultAsync(job => job.Id == run.JobId && job.Status == JobStatus.Running, cancellationToken)
                ?? throw Ended();
            keep?.Invoke(job);

            // The status is the row's concurrency token: it is written as it is, where it is so still.
            context.Entry(job).Property(touched => touched.Status).IsModified = true;
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw Ended();
        }
    }

    private static GateRefusedException Ended() => new(GateRefusal.JobEnded, "The job was ended elsewhere");
}
