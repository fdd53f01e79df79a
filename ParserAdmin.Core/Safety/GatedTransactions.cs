using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Safety;

/// <summary>The one way in which a run writes.</summary>
internal static class GatedTransactions
{
    /// <summary>
    /// One transaction that the gate allows twice: before it begins, so that nothing is done in vain, and again as its very last step, so that nothing is
    /// committed after a stop that came meanwhile. It locks nothing that a stop needs. This node acknowledges no stop before it has ended.
    /// </summary>
    /// <exception cref="GateRefusedException">The run may not write any more; nothing was kept.</exception>
    public static async Task<T> WriteAsync<T>(
        this IDbContextFactory<ParserDbContext> contexts,
        GatedRun run,
        Func<ParserDbContext, CancellationToken, Task<T>> write,
        CancellationToken cancellationToken)
    {
        using var flight = run.Enter();
        await run.DemandAsync(GateAction.Write, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var result = await write(context, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await new FreshAnswer(run, GateAction.Write).DemandAsync(cancellationToken);

        // Not to be cancelled: nobody could say whether it went through.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}
