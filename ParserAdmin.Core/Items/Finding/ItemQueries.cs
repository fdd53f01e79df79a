using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Items.Finding;

/// <summary>Reads items for pages and API, by key.</summary>
public sealed class ItemQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>Beyond this a count is shown as "10,000+": an exact one would read the whole table.</summary>
    public const int CountCap = 10_000;

    /// <summary>As many changes of one item are read.</summary>
    public const int MostRevisions = 200;

    /// <summary>Newest first.</summary>
    /// <param name="before">Only items made before this one: the last id of the page before.</param>
    public Task<IReadOnlyList<Item>> ListAsync(ItemFilter filter, Guid? before, int limit, CancellationToken cancellationToken) =>
        ListAsync(filter, ItemSort.Newest, before is { } id ? new ItemCursor(id) : null, limit, cancellationToken);

    /// <param name="after">Where the page before ended; made for the same order.</param>
    public async Task<IReadOnlyList<Item>> ListAsync(
        ItemFilter filter,
        ItemSort sort,
        ItemCursor? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var page = new List<Item>(limit);
        var items = await context.MatchingAsync(filter, sort, counting: false, cancellationToken);
        foreach (var stretch in ItemOrder.Stretches(items, sort, after))
        {
            if (page.Count < limit)
                page.AddRange(await stretch.Take(limit - page.Count).ToListAsync(cancellationToken));
        }

        return page;
    }

    /// <summary>All that match, a portion at a time: memory stays the same however many they are.</summary>
    public async IAsyncEnumerable<Item> StreamAsync(
        ItemFilter filter,
        ItemSort sort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        const int portion = 1_000;
        ItemCursor? after = null;
        while (true)
        {
            var page = await ListAsync(filter, sort, after, portion, cancellationToken);
            foreach (var item in page)
                yield return item;
            if (page.Count < portion)
                yield break;
            after = ItemCursor.Of(page[^1], sort);
        }
    }

    /// <returns>The number of matching items, at most <see cref="CountCap"/> + 1.</returns>
    public async Task<int> CountAsync(ItemFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // In no order, so along the index that knows what is asked.
        var order =
            filter.ChangedSince is not null ? ItemSort.Changed
            : (filter.PriceFrom ?? filter.PriceTo) is not null ? ItemSort.Price
            : ItemSort.Newest;
        return await (await context.MatchingAsync(filter, order, counting: true, cancellationToken))
            .Take(CountCap + 1)
            .CountAsync(cancellationToken);
    }

    /// <returns>The number of items of each of these sources, at most <see cref="CountCap"/> + 1 each.</returns>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(
        IReadOnlyCollection<string> sourceIds,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = sourceIds.ToList();
        return await context
            .Set<Source>()
            .Where(source => ids.Contains(source.Id))
            .Select(source => new
            {
                source.Id,
                Items = context.Set<Item>().Where(item => item.SourceId == source.Id).Take(CountCap + 1).Count(),
            })
            .ToDictionaryAsync(source => source.Id, source => source.Items, cancellationToken);
    }

    /// <summary>
    /// How many of the source's items, its episodes apart, are there and were not seen since then: what a crawl that began then has before
    /// it.
    /// </summary>
    public async Task<int> ExpectedAsync(string sourceId, DateTime notSeenSince, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await (await context.MatchingAsync(new ItemFilter(sourceId, Gone: false), cancellationToken)).CountAsync(
            item => item.Kind != ItemKinds.Episode && item.Origin == null && item.LastSeenAt < notSeenSince,
            cancellationToken
        );
    }

    /// <summary>Which of these ids the source had an item of at that time.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(
        string sourceId,
        IReadOnlyCollection<string> externalIds,
        DateTime since,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<Item>()
            .Where(item =>
                item.SourceId == sourceId && externalIds.Contains(item.ExternalId) && item.Origin == null && item.FirstSeenAt <= since
            )
            .Select(item => item.ExternalId)
            .Distinct()
            .ToHashSetAsync(cancellationToken);
    }

    /// <summary>The items of these ids that the source had at that time and that are not gone.</summary>
    public async Task<IReadOnlyList<Item>> KnownItemsAsync(
        string sourceId,
        IReadOnlyCollection<string> externalIds,
        DateTime since,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<Item>()
            .AsNoTracking()
            .Where(item =>
                item.SourceId == sourceId && externalIds.Contains(item.ExternalId) && item.FirstSeenAt <= since && item.GoneAt == null
            )
            .ToListAsync(cancellationToken);
    }

    /// <summary>The kinds of the items that the source has or had.</summary>
    public async Task<IReadOnlyList<string>> KindsAsync(string sourceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<Item>()
            .Where(item => item.SourceId == sourceId)
            .Select(item => item.Kind)
            .Distinct()
            .ToListAsync(cancellationToken);
    }

    public async Task<Item?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Item>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancellationToken);
    }

    /// <summary>The titles of those items that are there, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<Item>()
            .Where(item => ids.Contains(item.Id))
            .ToDictionaryAsync(item => item.Id, item => item.Title, cancellationToken);
    }

    /// <summary>An item's changes, newest first, at most <see cref="MostRevisions"/>.</summary>
    public async Task<IReadOnlyList<ItemRevision>> RevisionsAsync(Guid itemId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<ItemRevision>()
            .AsNoTracking()
            .Where(revision => revision.ItemId == itemId)
            .OrderByDescending(revision => revision.Id)
            .Take(MostRevisions)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The source's items that are ongoing and not gone, page by page, oldest first.</summary>
    public async IAsyncEnumerable<Item> OngoingAsync(string sourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int pageSize = 200;
        var last = Guid.Empty;
        while (true)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var page = await (await context.MatchingAsync(new ItemFilter(sourceId, Status: "ongoing", Gone: false), cancellationToken))
                .Where(item => item.Kind != ItemKinds.Episode && item.Id.CompareTo(last) > 0)
                .OrderBy(item => item.Id)
                .Take(pageSize)
                .ToListAsync(cancellationToken);
            foreach (var item in page)
                yield return item;
            if (page.Count < pageSize)
                yield break;
            last = page[^1].Id;
        }
    }
}
