using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Items;

/// <summary>Reads items for pages and API, newest first, by key.</summary>
public sealed class ItemQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>Beyond this a count is shown as "10,000+": an exact one would read the whole table.</summary>
    public const int CountCap = 10_000;

    /// <param name="before">Only items made before this one: the last id of the page before.</param>
    public async Task<IReadOnlyList<Item>> ListAsync(ItemFilter filter, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var items = Matching(context, filter);
        if (before is { } cursor)
            items = items.Where(item => item.Id.CompareTo(cursor) < 0);
        return await items.OrderByDescending(item => item.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <returns>The number of matching items, at most <see cref="CountCap"/> + 1.</returns>
    public async Task<int> CountAsync(ItemFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Matching(context, filter).Take(CountCap + 1).CountAsync(cancellationToken);
    }

    /// <summary>How many of the source's items, its episodes apart, are there and were not seen since then: what a crawl that began then has before it.</summary>
    public async Task<int> ExpectedAsync(string sourceId, DateTime notSeenSince, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Matching(context, new ItemFilter(sourceId, Gone: false))
            .CountAsync(item => item.Kind != ItemKinds.Episode && item.LastSeenAt < notSeenSince, cancellationToken);
    }

    /// <summary>Which of these ids the source had an item of at that time.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(string sourceId, IReadOnlyCollection<string> externalIds, DateTime since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Item>().Where(item => item.SourceId == sourceId && externalIds.Contains(item.ExternalId) && item.FirstSeenAt <= since)
            .Select(item => item.ExternalId).Distinct().ToHashSetAsync(cancellationToken);
    }

    public async Task<Item?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Item>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancellationToken);
    }

    /// <summary>An item's changes, newest first, at most 200.</summary>
    public async Task<IReadOnlyList<ItemRevision>> RevisionsAsync(Guid itemId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ItemRevision>().AsNoTracking().Where(revision => revision.ItemId == itemId)
            .OrderByDescending(revision => revision.Id).Take(200).ToListAsync(cancellationToken);
    }

    /// <summary>The source's items that are ongoing and not gone, page by page, oldest first.</summary>
    public async IAsyncEnumerable<Item> OngoingAsync(string sourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int pageSize = 200;
        var last = Guid.Empty;
        while (true)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var page = await Matching(context, new ItemFilter(sourceId, Status: "ongoing", Gone: false))
                .Where(item => item.Kind != ItemKinds.Episode && item.Id.CompareTo(last) > 0)
                .OrderBy(item => item.Id).Take(pageSize).ToListAsync(cancellationToken);
            foreach (var item in page)
                yield return item;
            if (page.Count < pageSize)
                yield break;
            last = page[^1].Id;
        }
    }

    private static IQueryable<Item> Matching(ParserDbContext context, ItemFilter filter)
    {
        var items = context.Set<Item>().AsNoTracking();
        if (filter.SourceId is { Length: > 0 } sourceId)
            items = items.Where(item => item.SourceId == sourceId);
        if (filter.Kind is { Length: > 0 } kind)
            items = items.Where(item => item.Kind == kind);
        if (filter.Status is { Length: > 0 } status)
            items = items.Where(item => item.Status == status);
        if (filter.Text is { Length: > 0 } text)
        {
            var pattern = $"%{text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%".ToLowerInvariant();
            items = items.Where(item => EF.Functions.Like(item.Title.ToLower(), pattern, "\\")
                || (item.Series != null && EF.Functions.Like(item.Series.ToLower(), pattern, "\\")) || item.ExternalId == text);
        }

        if (filter.ChangedSince is { } since)
            items = items.Where(item => item.LastChangedAt >= since);
        if (filter.Gone is { } gone)
            items = items.Where(item => item.GoneAt != null == gone);
        return items;
    }
}
