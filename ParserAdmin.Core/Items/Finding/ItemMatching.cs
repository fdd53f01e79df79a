using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Search;

namespace ParserAdmin.Core.Items.Finding;

/// <summary>A filter as a query.</summary>
internal static class ItemMatching
{
    public static Task<IQueryable<Item>> MatchingAsync(
        this ParserDbContext context,
        ItemFilter filter,
        CancellationToken cancellationToken
    ) => context.MatchingAsync(filter, page: null, counting: false, cancellationToken);

    /// <param name="page">The order of which a page is read, and no more; null where all are.</param>
    /// <param name="counting">Whether they are only counted, in no order.</param>
    public static async Task<IQueryable<Item>> MatchingAsync(
        this ParserDbContext context,
        ItemFilter filter,
        ItemSort? page,
        bool counting,
        CancellationToken cancellationToken
    )
    {
        var onlySearch = filter == new ItemFilter(Text: filter.Text, Creator: filter.Creator, Genre: filter.Genre, Series: filter.Series);
        return (await FoundAsync(context, filter, page, !(counting && onlySearch), cancellationToken)).Narrowed(filter);
    }

    /// <summary>By all that is asked, but for what is looked for in the search index.</summary>
    public static IQueryable<Item> Narrowed(this IQueryable<Item> items, ItemFilter filter)
    {
        if (filter.SourceId is { Length: > 0 } sourceId)
            items = items.Where(item => item.SourceId == sourceId);
        // Both are kept in lower case.
        if (filter.Kind?.ToLowerInvariant() is { Length: > 0 } kind)
            items = items.Where(item => item.Kind == kind);
        if (filter.Status?.ToLowerInvariant() is { Length: > 0 } status)
            items = items.Where(item => item.Status == status);
        if (filter.ChangedSince is { } since)
            items = items.Where(item => item.LastChangedAt >= since);
        if (ItemTokens.Order(filter.PriceFrom) is { } lowest)
            items = items.Where(item => item.PriceOrder >= lowest);
        if (ItemTokens.Order(filter.PriceTo) is { } highest)
            items = items.Where(item => item.PriceOrder <= highest);
        if (filter.Currency is { Length: > 0 } currency)
            items = items.Where(item => item.Currency == currency);

        // Two plain conditions rather than a comparison of two: the index of what is gone is then seen to fit.
        return filter.Gone switch
        {
            true => items.Where(item => item.GoneAt != null),
            false => items.Where(item => item.GoneAt == null),
            null => items,
        };
    }

    private static async Task<IQueryable<Item>> FoundAsync(
        ParserDbContext context,
        ItemFilter filter,
        ItemSort? page,
        bool ordered,
        CancellationToken cancellationToken
    )
    {
        var asked = SearchQuery.Parse(filter.Text ?? "");
        var terms = Labels(filter).Select(label => new SearchTerm(label, Prefix: false)).Concat(asked.Terms).ToList();
        var items = context.Set<Item>().AsNoTracking();

        // "???" asks for something, and no item has it in words.
        if (asked.Terms.Count == 0 && !string.IsNullOrWhiteSpace(filter.Text))
            return items.Where(item => false);
        if (terms.Count == 0)
            return page is { } sort ? (await ItemPath.AlongAsync(context, filter, sort, cancellationToken)).AsNoTracking() : items;
        var order = page is { } wanted ? ItemPath.IndexOf(wanted) : null;
        var search = await context.Dialect.SearchAsync(context, "items", terms, ordered, order, cancellationToken);
        items = context.Set<Item>().FromSqlRaw(search.Sql, search.Values).AsNoTracking();
        foreach (var phrase in asked.Phrases)
        {
            var pattern = $"% {phrase}%";
            items = items.Where(item => EF.Functions.Like(" " + item.SearchText + " ", pattern));
        }

        return items;
    }

    private static IEnumerable<string> Labels(ItemFilter filter)
    {
        if (!string.IsNullOrWhiteSpace(filter.Creator))
            yield return SearchTokens.Label(ItemTokens.Creator, filter.Creator);
        if (!string.IsNullOrWhiteSpace(filter.Genre))
            yield return SearchTokens.Label(ItemTokens.Genre, filter.Genre);
        if (!string.IsNullOrWhiteSpace(filter.Series))
            yield return SearchTokens.Label(ItemTokens.Series, filter.Series);
    }
}
