using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Audit;

/// <summary>Reads the trail for pages and API, newest first, by key.</summary>
public sealed class AuditQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <param name="before">Only entries before this sequence number: the last one of the page before.</param>
    public async Task<IReadOnlyList<AuditEntry>> RecentAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = context.Set<AuditEntry>().AsNoTracking();
        if (filter.Actor is { Length: > 0 } actor)
            entries = entries.Where(entry => entry.ActorName == actor || entry.ActorId == actor);
        if (filter.ActorType is { } type)
            entries = entries.Where(entry => entry.ActorType == type);
        if (filter.Action is { Length: > 0 } action)
            entries = entries.Where(entry => entry.Action == action);
        if (filter.EntityType is { Length: > 0 } entityType)
            entries = entries.Where(entry => entry.EntityType == entityType);
        if (filter.EntityId is { Length: > 0 } entityId)
            entries = entries.Where(entry => entry.EntityId == entityId);
        if (filter.Outcome is { } outcome)
            entries = entries.Where(entry => entry.Outcome == outcome);
        if (filter.From is { } from)
            entries = entries.Where(entry => entry.CreatedAt >= from);
        if (filter.To is { } to)
            entries = entries.Where(entry => entry.CreatedAt < to);
        if (filter.Text is { Length: > 0 } text)
            entries = entries.Where(entry => entry.ActorName.Contains(text) || entry.Action.Contains(text)
                || (entry.Reason != null && entry.Reason.Contains(text)) || (entry.EntityId != null && entry.EntityId.Contains(text)));
        if (before is { } cursor)
            entries = entries.Where(entry => entry.Sequence < cursor);
        var wanted = entries.OrderByDescending(entry => entry.Sequence).Take(limit);
        try
        {
            return await wanted.ToListAsync(cancellationToken);
        }
        catch (Exception broken) when (AuditEntry.IsBroken(broken))
        {
            return await OneByOneAsync(context, await wanted.Select(entry => entry.Sequence).ToListAsync(cancellationToken), cancellationToken);
        }
    }

    /// <summary>A row that was broken by hand must not hide the others; it is listed as <see cref="AuditEntry.Unreadable"/>.</summary>
    private static async Task<IReadOnlyList<AuditEntry>> OneByOneAsync(ParserDbContext context, List<long> sequences, CancellationToken cancellationToken)
    {
        var found = new List<AuditEntry>(sequences.Count);
        foreach (var sequence in sequences)
        {
            try
            {
                found.Add(await context.Set<AuditEntry>().AsNoTracking().SingleAsync(entry => entry.Sequence == sequence, cancellationToken));
            }
            catch (Exception broken) when (AuditEntry.IsBroken(broken))
            {
                found.Add(AuditEntry.Unreadable(sequence));
            }
        }

        return found;
    }
}
