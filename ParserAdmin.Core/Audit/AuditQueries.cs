using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Audit;

/// <summary>Reads the trail for pages and API, newest first, by key.</summary>
public sealed class AuditQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>Entries of one act are written one after the other; what others did between them is not that much.</summary>
    private const int ReachOfAnAct = 2_000;

    /// <param name="before">Only entries before this sequence number: the last one of the page before.</param>
    public async Task<IReadOnlyList<AuditEntry>> RecentAsync(
        AuditFilter filter,
        long? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = await Matching(context, filter).WithinAsync(context, filter, cancellationToken);
        if (before is { } cursor)
            entries = entries.Where(entry => entry.Sequence < cursor);
        var found = new List<AuditEntry>();
        foreach (var part in await PartsAsync(context, entries, filter, cancellationToken))
            found.AddRange(await ReadAsync(context, Newest(part, limit), cancellationToken));
        return [.. found.OrderByDescending(entry => entry.Sequence).Take(limit)];
    }

    /// <summary>The entry with those that were written by the same act, oldest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ActAsync(AuditEntry entry, int most, CancellationToken cancellationToken)
    {
        if (entry.CorrelationId is not { } act)
            return [entry];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (from, to) = (entry.Sequence - ReachOfAnAct, entry.Sequence + ReachOfAnAct);
        var together = context
            .Set<AuditEntry>()
            .AsNoTracking()
            .Where(other => other.Sequence > from && other.Sequence < to && other.CorrelationId == act)
            .OrderBy(other => other.Sequence)
            .Take(most);
        return await ReadAsync(context, together, cancellationToken);
    }

    /// <summary>
    /// An index holds the order of each action and of each actor, not that of several: each is asked for by itself. No entry is in two of
    /// them.
    /// </summary>
    private static async Task<IEnumerable<IQueryable<AuditEntry>>> PartsAsync(
        ParserDbContext context,
        IQueryable<AuditEntry> entries,
        AuditFilter filter,
        CancellationToken cancellationToken
    )
    {
        List<IQueryable<AuditEntry>> byActor = [entries];
        if (filter.Actor is { Length: > 0 } actor)
        {
            byActor = [entries.Where(entry => entry.ActorName == actor)];
            if (await context.Set<AuditEntry>().AnyAsync(entry => entry.ActorId == actor, cancellationToken))
                byActor.Add(entries.Where(entry => entry.ActorId == actor && entry.ActorName != actor));
        }

        return filter.Actions is { } actions
            ? byActor.SelectMany(part => actions.Distinct().Select(action => part.Where(entry => entry.Action == action)))
            : byActor;
    }

    private static IQueryable<AuditEntry> Newest(IQueryable<AuditEntry> entries, int limit) =>
        entries.OrderByDescending(entry => entry.Sequence).Take(limit);

    private static IQueryable<AuditEntry> Matching(ParserDbContext context, AuditFilter filter)
    {
        var entries = context.Set<AuditEntry>().AsNoTracking();
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
        if (filter.Text is { Length: > 0 } text)
        {
            var named = filter.NamedByText ?? [];
            entries = entries.Where(entry =>
                entry.ActorName.Contains(text)
                || entry.Action.Contains(text)
                || (entry.Reason != null && entry.Reason.Contains(text))
                || (entry.EntityId != null && (entry.EntityId.Contains(text) || named.Contains(entry.EntityId)))
                || named.Contains(entry.Action)
            );
        }

        return entries;
    }

    private static async Task<IReadOnlyList<AuditEntry>> ReadAsync(
        ParserDbContext context,
        IQueryable<AuditEntry> wanted,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await wanted.ToListAsync(cancellationToken);
        }
        catch (Exception broken) when (AuditEntry.IsBroken(broken))
        {
            return await OneByOneAsync(
                context,
                await wanted.Select(entry => entry.Sequence).ToListAsync(cancellationToken),
                cancellationToken
            );
        }
    }

    /// <summary>A row that was broken by hand must not hide the others; it is listed as <see cref="AuditEntry.Unreadable"/>.</summary>
    private static async Task<IReadOnlyList<AuditEntry>> OneByOneAsync(
        ParserDbContext context,
        List<long> sequences,
        CancellationToken cancellationToken
    )
    {
        var found = new List<AuditEntry>(sequences.Count);
        foreach (var sequence in sequences)
        {
            try
            {
                found.Add(
                    await context.Set<AuditEntry>().AsNoTracking().SingleAsync(entry => entry.Sequence == sequence, cancellationToken)
                );
            }
            catch (Exception broken) when (AuditEntry.IsBroken(broken))
            {
                found.Add(AuditEntry.Unreadable(sequence));
            }
        }

        return found;
    }
}
