namespace ParserAdmin.Core.Items.Finding;

/// <summary>
/// A list in an order, after a place in it, as queries to be read one after the other until the page is full. A place within equal keys is
/// one query and what lies beyond is another: each is then one stretch of an index, which a condition with OR is to no database.
/// </summary>
internal static class ItemOrder
{
    public static IEnumerable<IQueryable<Item>> Stretches(IQueryable<Item> items, ItemSort sort, ItemCursor? after) =>
        sort switch
        {
            ItemSort.Changed => Changed(items, after),
            ItemSort.Title => Title(items, after),
            ItemSort.Price => Price(items, after),
            _ => [Newest(items, after)],
        };

    private static IQueryable<Item> Newest(IQueryable<Item> items, ItemCursor? after)
    {
        if (after is { Id: var id })
            items = items.Where(item => item.Id.CompareTo(id) < 0);
        return items.OrderByDescending(item => item.Id);
    }

    private static IEnumerable<IQueryable<Item>> Changed(IQueryable<Item> items, ItemCursor? after)
    {
        if (after is { Id: var id, Time: var time })
        {
            yield return items.Where(item => item.LastChangedAt == time && item.Id.CompareTo(id) < 0).OrderByDescending(item => item.Id);
            items = items.Where(item => item.LastChangedAt < time);
        }

        yield return items.OrderByDescending(item => item.LastChangedAt).ThenByDescending(item => item.Id);
    }

    private static IEnumerable<IQueryable<Item>> Title(IQueryable<Item> items, ItemCursor? after)
    {
        if (after is { Id: var id, Key: { } key })
        {
            yield return items.Where(item => item.TitleOrder == key && item.Id.CompareTo(id) > 0).OrderBy(item => item.Id);
            items = items.Where(item => string.Compare(item.TitleOrder, key) > 0);
        }

        yield return items.OrderBy(item => item.TitleOrder).ThenBy(item => item.Id);
    }

    private static IEnumerable<IQueryable<Item>> Price(IQueryable<Item> items, ItemCursor? after)
    {
        var priced = items.Where(item => item.PriceOrder != null);
        if (after is { Id: var id, Key: not null, Number: var price })
        {
            yield return items.Where(item => item.PriceOrder == price && item.Id.CompareTo(id) > 0).OrderBy(item => item.Id);
            priced = priced.Where(item => item.PriceOrder > price);
        }

        if (after is not { Key: null })
            yield return priced.OrderBy(item => item.PriceOrder).ThenBy(item => item.Id);
        var unpriced = items.Where(item => item.PriceOrder == null);
        if (after is { Id: var last, Key: null })
            unpriced = unpriced.Where(item => item.Id.CompareTo(last) > 0);
        yield return unpriced.OrderBy(item => item.Id);
    }
}
