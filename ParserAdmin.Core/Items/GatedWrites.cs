using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Items;

/// <summary>
/// Refuses every save of items and revisions that the gate did not permit for this very context: there is no way around the store.
/// </summary>
internal sealed class GatedWrites : SaveChangesInterceptor
{
    // Weak: a context is pooled and lives on after its operation, but a permit only lasts for the next save.
    private static readonly ConditionalWeakTable<DbContext, object> Permits = [];

    public static void Permit(DbContext context, GatedRun run) => Permits.AddOrUpdate(context, run);

    /// <summary>For the indexer, which makes an item's own words anew, and for what a person edits: no runs.</summary>
    public static void Permit(DbContext context) => Permits.AddOrUpdate(context, context);

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Demand(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Demand(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Demand(DbContext context)
    {
        var permitted = Permits.Remove(context);
        var writes = context
            .ChangeTracker.Entries()
            .Any(entry =>
                entry.Entity is Item or ItemRevision && entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
            );
        if (writes && !permitted)
            throw new InvalidOperationException("Items are written by the item store, behind the gate, and by nothing else.");
    }
}
