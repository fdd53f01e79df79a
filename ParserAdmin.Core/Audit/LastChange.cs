using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Audit;

/// <summary>Who did something to a thing last, as the trail has it: for what does not say so itself.</summary>
internal static class LastChange
{
    /// <param name="actions">One of these was done.</param>
    /// <returns>For people; somebody where the trail does not say.</returns>
    public static async Task<string> WhoAsync(
        ParserDbContext context,
        string entityType,
        string entityId,
        IReadOnlyList<string> actions,
        CancellationToken cancellationToken
    ) =>
        await context
            .Set<AuditEntry>()
            .Where(entry =>
                entry.EntityType == entityType
                && entry.EntityId == entityId
                && actions.Contains(entry.Action)
                && entry.Outcome == AuditOutcome.Succeeded
            )
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => entry.ActorName)
            .FirstOrDefaultAsync(cancellationToken)
        ?? "Somebody";
}
