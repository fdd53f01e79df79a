using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Schedules.Engines.Quartz;

/// <summary>
/// One at a time brings the triggers in step, on this node and, where several share the store, over all of them: two nodes that hear of the same
/// change must not both start an overdue schedule.
/// </summary>
public sealed class TriggerTurn(IDbContextFactory<ParserDbContext> contexts) : IDisposable
{
    private readonly SemaphoreSlim _here = new(1);

    /// <returns>Dispose it to let the next one in.</returns>
    public async Task<IAsyncDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _here.WaitAsync(cancellationToken);
        var turn = new Turn(_here);
        try
        {
            turn.Context = await contexts.CreateDbContextAsync(cancellationToken);

            // SQLite is for one node, and a transaction there would hold up every writer.
            if (!turn.Context.Dialect.SharedByNodes)
                return turn;
            await turn.Context.Database.BeginTransactionAsync(cancellationToken);
            await turn.Context.Dialect.LockTriggersAsync(turn.Context, cancellationToken);
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _here.Dispose();

    private sealed class Turn(SemaphoreSlim here) : IAsyncDisposable
    {
        public ParserDbContext? Context { get; set; }

        /// <summary>The transaction, and with it the lock, ends with its context.</summary>
        public async ValueTask DisposeAsync()
        {
            try
            {
                if (Context is not null)
                    await Context.DisposeAsync();
            }
            finally
            {
                here.Release();
            }
        }
    }
}
