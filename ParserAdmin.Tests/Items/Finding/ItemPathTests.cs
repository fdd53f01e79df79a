using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Items.Finding;

/// <summary>Along whichever index SQLite is told to read, the items are the same, and in the same order.</summary>
public sealed class ItemPathTests
{
    private const int Count = (2 * IndexChoice.Few) + 300;
    private const int Page = 700;

    [Fact]
    public async Task List_FewAndManyThatFit_AreThoseInTheirOrder()
    {
        await using var host = await CoreHost.CreateAsync();
        var all = await FillAsync(host);
        var since = all[Count / 2].LastChangedAt;
        ItemFilter[] filters =
        [
            new("shop"),
            new("books"),
            new(Kind: "title"),
            new(Kind: "post"),
            new(Status: "sold"),
            new("shop", "title", "ongoing"),
            new("shop", Status: "sold", Gone: false),
            new(Gone: true),
            new(Gone: false, Currency: "EUR"),
            new(Currency: "CHF"),
            new(ChangedSince: since),
            new(Kind: "title", ChangedSince: all[^10].LastChangedAt),
            new(PriceFrom: 10, PriceTo: 60),
            new("shop", PriceTo: 1),
            new("nowhere"),
        ];

        foreach (var filter in filters)
        {
            var fitting = all.Where(item => Fits(item, filter)).ToList();
            Assert.Equal(fitting.Count, await host.Get<ItemQueries>().CountAsync(filter, CancellationToken.None));
            foreach (var sort in Enum.GetValues<ItemSort>())
            {
                var read = await ReadAsync(host.Get<ItemQueries>(), filter, sort);

                Assert.True(InOrder(fitting, sort).SequenceEqual(read.Select(item => item.Id)), $"{filter} by {sort}");
            }
        }
    }

    private static async Task<List<Item>> ReadAsync(ItemQueries items, ItemFilter filter, ItemSort sort)
    {
        var read = new List<Item>();
        while (true)
        {
            var after = read.Count == 0 ? null : ItemCursor.Of(read[^1], sort);
            var page = await items.ListAsync(filter, sort, after, Page, CancellationToken.None);
            read.AddRange(page);
            if (page.Count < Page)
                return read;
        }
    }

    private static bool Fits(Item item, ItemFilter filter) =>
        (filter.SourceId ?? item.SourceId) == item.SourceId
        && (filter.Kind ?? item.Kind) == item.Kind
        && (filter.Status ?? item.Status) == item.Status
        && (filter.Currency ?? item.Currency) == item.Currency
        && !(item.LastChangedAt < filter.ChangedSince)
        && (filter.Gone ?? item.GoneAt is not null) == item.GoneAt is not null
        && (filter.PriceFrom is null || item.Price >= filter.PriceFrom)
        && (filter.PriceTo is null || item.Price <= filter.PriceTo);

    private static IEnumerable<Guid> InOrder(IEnumerable<Item> items, ItemSort sort) =>
        (
            sort switch
            {
                ItemSort.Changed => items.OrderByDescending(item => item.LastChangedAt).ThenByDescending(item => item.Id),
                ItemSort.Title => items.OrderBy(item => item.TitleOrder, StringComparer.Ordinal).ThenBy(item => item.Id),
                ItemSort.Price => items.OrderBy(item => item.PriceOrder is null).ThenBy(item => item.PriceOrder).ThenBy(item => item.Id),
                _ => items.OrderByDescending(item => item.Id),
            }
        ).Select(item => item.Id);

    /// <summary>Of most values more than a few items have each, of some fewer.</summary>
    private static async Task<List<Item>> FillAsync(CoreHost host)
    {
        var now = host.Clock.UtcMilliseconds();
        var random = new Random(20261204);
        var all = new List<Item>();
        for (var number = 0; number < Count; number++)
        {
            var draft = new ItemDraft
            {
                Kind = random.Next(20) == 0 ? "post" : "title",
                Title = $"Title {random.Next(300)}",
                Price = random.Next(4) == 0 ? null : random.Next(200) / 2m,
                Currency = random.Next(30) == 0 ? "CHF" : "EUR",
                Status = random.Next(2) == 0 ? "sold" : "ongoing",
            };
            var item = Item.Create(random.Next(10) == 0 ? "books" : "shop", $"{number}", draft, now.AddMilliseconds(number));
            if (random.Next(2) == 0)
                item.Leave(now);
            all.Add(item);
        }

        await using var context = await host.OpenAsync();
        context.AddRange(all);
        GatedWrites.Permit(context);
        await context.SaveChangesAsync();
        return all;
    }
}
