using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Audit;

/// <summary>Appends to the chain, inside the transaction of the change it tells of.</summary>
public sealed class AuditTrail(TimeProvider clock)
{
    private static readonly CompiledQuery<Func<ParserDbContext, CancellationToken, Task<Link?>>> Newest = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, CancellationToken _) =>
                context
                    .Set<AuditEntry>()
                    .OrderByDescending(entry => entry.Sequence)
                    .Select(entry => new Link(entry.Sequence, entry.Hash))
                    .FirstOrDefault()
        )
    );

    /// <summary>
    /// Adds the entry to <paramref name="context"/>; the caller saves and commits. The context must be in a transaction: the chain's lock
    /// lasts as long as that, so that no two entries can follow the same one.
    /// </summary>
    public async Task<AuditEntry> AppendAsync(ParserDbContext context, AuditRecord record, CancellationToken cancellationToken)
    {
        if (context.Database.CurrentTransaction is null)
            throw new InvalidOperationException("An audit entry is written in the transaction of its change; begin one first.");
        await context.Dialect.LockAuditChainAsync(context, cancellationToken);

        // More than one entry may be appended in one transaction; the unsaved ones are the newest.
        var last =
            context
                .ChangeTracker.Entries<AuditEntry>()
                .Where(entry => entry.State == EntityState.Added)
                .Select(entry => new Link(entry.Entity.Sequence, entry.Entity.Hash))
                .MaxBy(entry => entry.Sequence)
            ?? await Newest.In(context)(context, cancellationToken);
        var entry = AuditEntry.Create((last?.Sequence ?? 0) + 1, clock.GetUtcNow().UtcDateTime, record, last?.Hash ?? AuditChain.Genesis);
        context.Add(entry);
        return entry;
    }

    private sealed record Link(long Sequence, string Hash);
}
