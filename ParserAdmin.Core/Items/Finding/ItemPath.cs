using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Items.Finding;

/// <summary>Along which index a page of items is read, see <see cref="IndexChoice"/>.</summary>
internal static class ItemPath
{
    public const string Newest = "ix_items_newest";
    public const string Changed = "ix_items_changed";
    public const string Title = "ix_items_title";
    public const string Price = "ix_items_price";
    public const string Gone = "ix_items_gone";
    private const string Source = "ix_items_source_id_id";
    private const string Kind = "ix_items_kind_id";
    private const string Status = "ix_items_status_id";

    public static async Task<IQueryable<Item>> AlongAsync(
        ParserDbContext context,
        ItemFilter filter,
        ItemSort sort,
        CancellationToken cancellationToken
    ) =>
        NeedsNoChoice(filter, sort)
            ? context.Set<Item>()
            : await context.AlongAsync("items", Narrow(context.Set<Item>(), filter), IndexOf(sort), cancellationToken);

    /// <summary>The index that holds the order and what filters ask.</summary>
    public static string IndexOf(ItemSort sort) =>
        sort switch
        {
            ItemSort.Changed => Changed,
            ItemSort.Title => Title,
            ItemSort.Price => Price,
            _ => Newest,
        };

    /// <summary>Nothing narrows, or one thing does and its index has the order of the list.</summary>
    private static bool NeedsNoChoice(ItemFilter filter, ItemSort sort) =>
        filter == new ItemFilter()
        || (
            sort == ItemSort.Newest
            && (
                filter == new ItemFilter(SourceId: filter.SourceId)
                || filter == new ItemFilter(Kind: filter.Kind)
                || filter == new ItemFilter(Status: filter.Status)
                || filter == new ItemFilter(Gone: true)
            )
        );

    private static IEnumerable<(string Index, IQueryable<Item> Rows)> Narrow(IQueryable<Item> items, ItemFilter filter)
    {
        if (filter.Status is { Length: > 0 })
            yield return (Status, items.Narrowed(new ItemFilter(Status: filter.Status)));
        if (filter.SourceId is { Length: > 0 })
            yield return (Source, items.Narrowed(new ItemFilter(SourceId: filter.SourceId)));
        if (filter.Kind is { Length: > 0 })
            yield return (Kind, items.Narrowed(new ItemFilter(Kind: filter.Kind)));
        if (filter.Gone == true)
            yield return (Gone, items.Narrowed(new ItemFilter(Gone: true)));
        if (filter.ChangedSince is not null)
            yield return (Changed, items.Narrowed(new ItemFilter(ChangedSince: filter.ChangedSince)));
        if (filter.PriceFrom is not null || filter.PriceTo is not null)
            yield return (Price, items.Narrowed(new ItemFilter(PriceFrom: filter.PriceFrom, PriceTo: filter.PriceTo)));
    }
}
