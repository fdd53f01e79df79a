using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Items.Finding;

public sealed class ItemSearchTests
{
    [Theory, EachDatabase]
    public async Task Search_EveryField_IsFoundWithoutCaseAndAccents(TestDatabase database)
    {
        await using var host = await FilledAsync(database);

        foreach (
            var (asked, found) in new[]
            {
                ("мастер", "1"),
                ("МАСТЕР булг", "1"),
                ("cafe", "2"),
                ("CAFÉ muller", "2"),
                ("saramago", "3"),
                ("jose", "3"),
                ("fantast", "3"),
                ("\"blue velvet\"", "4"),
                ("進撃", "5"),
                ("巨人", "5"),
                ("cycle", "2"),
                ("x-ray", "4"),
            }
        )
        {
            Assert.Equal(found, string.Join(',', await FoundAsync(host, new ItemFilter(Text: asked))));
        }
    }

    [Theory, EachDatabase]
    public async Task Search_WhatIsNotThere_IsNotFound(TestDatabase database)
    {
        await using var host = await FilledAsync(database);

        foreach (var asked in new[] { "мастер café", "\"velvet blue\"", "\"blue velve\"", "撃進", "aster", "???", "\"\"", "-", "\ue101" })
            Assert.Empty(await FoundAsync(host, new ItemFilter(Text: asked)));
    }

    [Theory, EachDatabase]
    public async Task Search_AfterChangesAndDeletes_IsInStep(TestDatabase database)
    {
        await using var host = await FilledAsync(database);

        await host.SaveItemsAsync(Draft("1", "Renamed"));
        Assert.Empty(await FoundAsync(host, new ItemFilter(Text: "мастер")));
        Assert.Equal(["1"], await FoundAsync(host, new ItemFilter(Text: "renamed")));

        await host.SqlAsync("DELETE FROM items WHERE external_id = '1'");
        Assert.Empty(await FoundAsync(host, new ItemFilter(Text: "renamed")));

        await host.SaveItemsAsync(Draft("6", "Renamed anew"));
        Assert.Equal(["6"], await FoundAsync(host, new ItemFilter(Text: "renamed")));
    }

    [Fact]
    public async Task Search_AfterVacuum_StillFindsTheSameItems()
    {
        await using var host = await FilledAsync(TestDatabase.Sqlite);
        await host.SqlAsync("DELETE FROM items WHERE external_id IN ('1', '3')");

        await host.SqlAsync("VACUUM");

        Assert.Equal(["4"], await FoundAsync(host, new ItemFilter(Text: "velvet")));
        Assert.Equal(["5"], await FoundAsync(host, new ItemFilter(Text: "進撃")));
        await host.SqlAsync("INSERT INTO items_fts (items_fts) VALUES ('integrity-check')");
    }

    [Theory, EachDatabase]
    public async Task Search_ItemsOfAnOlderVersion_AreIndexedAtTheFirstStart(TestDatabase database)
    {
        await using var host = await FilledAsync(database);
        await host.SqlAsync("UPDATE items SET search_text = NULL, title_order = NULL, price_order = NULL");
        Assert.Empty(await FoundAsync(host, new ItemFilter(Text: "saramago")));

        await host.Get<ItemIndexer>().FillAsync(CancellationToken.None);

        Assert.Equal(["3"], await FoundAsync(host, new ItemFilter(Text: "saramago")));
        Assert.Equal(["3"], await FoundAsync(host, new ItemFilter(PriceFrom: 20, PriceTo: 30)));
    }

    [Theory, EachDatabase]
    public async Task Search_AnythingTyped_IsNoError(TestDatabase database)
    {
        await using var host = await FilledAsync(database);
        const string signs = "\"'*:^()-+&|!<>~%_\\[]{},;.@#$/=?\0\n\t\ud800\ue000\ue101й́é進ABC aBz09 NEAR AND OR NOT";
        var dice = new Random(4711);

        for (var i = 0; i < 300; i++)
        {
            var typed = string.Concat(Enumerable.Range(0, dice.Next(1, 25)).Select(_ => signs[dice.Next(signs.Length)]));
            await FoundAsync(host, new ItemFilter(Text: typed, Genre: typed, Creator: typed, Series: typed));
            await FoundAsync(host, new ItemFilter(Text: typed));
        }
    }

    [Theory, EachDatabase]
    public async Task Filter_WholeValuesAndPrices_NarrowTheList(TestDatabase database)
    {
        await using var host = await FilledAsync(database);

        Assert.Equal(["3"], await FoundAsync(host, new ItemFilter(Genre: "FANTASTIC tales")));
        Assert.Empty(await FoundAsync(host, new ItemFilter(Genre: "fantastic")));
        Assert.Equal(["3"], await FoundAsync(host, new ItemFilter(Creator: "Jose Saramago")));
        Assert.Equal(["2"], await FoundAsync(host, new ItemFilter(Series: "the cycle")));
        Assert.Equal(["2", "3"], await FoundAsync(host, new ItemFilter(PriceFrom: 9.5m, PriceTo: 25)));
        Assert.Equal(["2"], await FoundAsync(host, new ItemFilter(PriceFrom: 9.5m, PriceTo: 25, Currency: "GBP")));
        Assert.Equal(
            ["2"],
            await FoundAsync(
                host,
                new ItemFilter(Text: "cafe", PriceTo: 9.5m, Genre: "coffee", SourceId: "shop", Kind: "title", Gone: false)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task List_EachOrderInPages_IsWholeAndInOrder(TestDatabase database)
    {
        await using var host = await FilledAsync(database);
        await host.SaveItemsAsync([
            .. Enumerable
                .Range(10, 30)
                .Select(number => Draft($"{number}", $"Title {number % 7}") with { Price = number % 4 == 0 ? null : number % 5 }),
        ]);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.SaveItemsAsync([.. Enumerable.Range(10, 5).Select(number => Draft($"{number}", $"Altered {number % 3}"))]);

        foreach (var sort in Enum.GetValues<ItemSort>())
        {
            var read = new List<Item>();
            ItemCursor? after = null;
            while (await host.Get<ItemQueries>().ListAsync(new ItemFilter(), sort, after, 4, CancellationToken.None) is { Count: > 0 } page)
            {
                read.AddRange(page);
                after = ItemCursor.TryParse(ItemCursor.Of(page[^1], sort).ToString(), sort);
                Assert.NotNull(after);
            }

            Assert.Equal(35, read.Count);
            Assert.Equal(35, read.DistinctBy(item => item.Id).Count());
            if (sort == ItemSort.Price)
            {
                Assert.Equal(
                    read.OrderBy(item => item.Price is null).ThenBy(item => item.Price).Select(item => item.Price),
                    read.Select(item => item.Price)
                );
            }

            if (sort == ItemSort.Changed)
            {
                Assert.Equal(
                    read.OrderByDescending(item => item.LastChangedAt).Select(item => item.LastChangedAt),
                    read.Select(item => item.LastChangedAt)
                );
            }
        }
    }

    private static async Task<List<string>> FoundAsync(CoreHost host, ItemFilter filter) =>
        [.. (await host.Get<ItemQueries>().ListAsync(filter, null, 100, CancellationToken.None)).Select(item => item.ExternalId).Order()];

    private static async Task<CoreHost> FilledAsync(TestDatabase database)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.SaveItemsAsync(
            Draft("1", "Мастер и Маргарита") with
            {
                Creators = ["Михаил Булгаков"],
            },
            Draft("2", "Le Café") with
            {
                Series = "The Cycle",
                Creators = ["Müller"],
                Price = 9.5m,
                Currency = "GBP",
                Genres = ["Coffee"],
            },
            Draft("3", "Blindness") with
            {
                Creators = ["José Saramago"],
                Genres = ["Fantastic Tales"],
                Price = 25m,
            },
            Draft("4", "Velvet") with
            {
                Attributes = ItemDraft.NoAttributes.Add("cover", "a blue velvet one, X-Ray'd"),
            },
            Draft("5", "進撃の巨人")
        );
        return host;
    }

    private static ItemDraft Draft(string id, string title) => StoredItems.Draft(id, title) with { Price = null, Currency = null };
}
