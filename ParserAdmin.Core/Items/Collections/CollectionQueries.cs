using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Core.Items.Collections;

/// <summary>What a source holds, by series and by creator, for the tasks that look for what is missing.</summary>
public sealed class CollectionQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>The names of all series of which something is held, in ordinal order.</summary>
    public async Task<IReadOnlyList<string>> SeriesAsync(string sourceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await Held(context, sourceId)
            .Where(item => item.Series != null)
            .Select(item => item.Series!)
            .Distinct()
            .ToListAsync(cancellationToken);
        return [.. names.Order(StringComparer.Ordinal)];
    }

    /// <summary>The names of all creators of whom something is held, in ordinal order.</summary>
    public async Task<IReadOnlyList<string>> CreatorsAsync(string sourceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (
            var creators in Held(context, sourceId).Select(item => item.Creators).AsAsyncEnumerable().WithCancellation(cancellationToken)
        )
        {
            names.UnionWith(creators);
        }

        return [.. names];
    }

    /// <summary>
    /// What there is of a series or a creator: what is held, also if it is gone, and what is known to be missing. Episodes are no parts.
    /// </summary>
    /// <param name="collection">With the series or the creator; case and accents do not matter.</param>
    public async Task<IReadOnlyList<Item>> MembersAsync(ItemFilter collection, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await (await context.MatchingAsync(collection, cancellationToken))
            .Where(item => item.Kind != ItemKinds.Episode)
            .OrderBy(item => item.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Which of these ids the source holds an item of, whether or not it is gone by now.</summary>
    public async Task<IReadOnlySet<string>> HeldAsync(
        string sourceId,
        IReadOnlyCollection<string> externalIds,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<Item>()
            .Where(item =>
                item.SourceId == sourceId
                && item.Kind != ItemKinds.Episode
                && externalIds.Contains(item.ExternalId)
                && (item.Origin == null || item.Origin == ItemOrigin.Top)
            )
            .Select(item => item.ExternalId)
            .Distinct()
            .ToHashSetAsync(cancellationToken);
    }

    /// <summary>The source's items that are held and there, oldest first, page by page.</summary>
    /// <param name="after">The last item of an earlier part of the run.</param>
    /// <param name="firstSeenSince">Only items found since then, UTC.</param>
    public async IAsyncEnumerable<Item> EachAsync(
        string sourceId,
        Guid after,
        DateTime? firstSeenSince,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        const int pageSize = 200;
        while (true)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var items = Held(context, sourceId).Where(item => item.Id.CompareTo(after) > 0);
            if (firstSeenSince is { } since)
                items = items.Where(item => item.FirstSeenAt >= since);
            var page = await items.OrderBy(item => item.Id).Take(pageSize).ToListAsync(cancellationToken);
            foreach (var item in page)
                yield return item;
            if (page.Count < pageSize)
                yield break;
            after = page[^1].Id;
        }
    }

    private static IQueryable<Item> Held(ParserDbContext context, string sourceId) =>
        context
            .Set<Item>()
            .AsNoTracking()
            .Where(item =>
                item.SourceId == sourceId
                && item.Kind != ItemKinds.Episode
                && item.GoneAt == null
                && (item.Origin == null || item.Origin == ItemOrigin.Top)
            );
}
