using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Items.Finding;

public sealed class ItemFacetQueriesTests
{
    [Theory, EachDatabase]
    public async Task Read_Items_CountsEachFieldMostFrequentFirst(TestDatabase database)
    {
        await using var host = await FilledAsync(database);

        var facets = await ReadAsync(host, new ItemFilter());

        Assert.Equal([new("shop", 4), new("library", 1)], facets.Sources);
        Assert.Equal([new("title", 4), new("episode", 1)], facets.Kinds);
        Assert.Equal([new("ongoing", 3), new("completed", 1)], facets.Statuses);
        Assert.Equal([new("Drama", 3), new("Sea", 2)], facets.Genres);
        Assert.Equal([new("Ada", 1)], facets.Creators);
        Assert.False(facets.Capped);
    }

    [Theory, EachDatabase]
    public async Task Read_Narrowed_CountsTheOthersOfTheFieldThatNarrows(TestDatabase database)
    {
        await using var host = await FilledAsync(database);

        var facets = await ReadAsync(host, new ItemFilter(Genre: "sea", Status: "ongoing"));

        Assert.Equal([new("Drama", 2), new("Sea", 2)], facets.Genres);
        Assert.Equal([new("ongoing", 2)], facets.Statuses);
        Assert.Equal([new("shop", 2)], facets.Sources);
    }

    [Theory, EachDatabase]
    public async Task Read_NoItems_IsEmpty(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);

        var facets = await ReadAsync(host, new ItemFilter(Text: "sea"));

        Assert.Empty(facets.Sources.Concat(facets.Kinds).Concat(facets.Statuses).Concat(facets.Genres).Concat(facets.Creators));
    }

    private static Task<ItemFacets> ReadAsync(CoreHost host, ItemFilter filter) =>
        host.Get<ItemFacetQueries>().ReadAsync(filter, CancellationToken.None);

    private static async Task<CoreHost> FilledAsync(TestDatabase database)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.AddSourceAsync("library");
        await host.SaveItemsAsync(
            StoredItems.Draft("1", "One") with
            {
                Genres = ["Drama", "Sea"],
                Creators = ["Ada"],
            },
            StoredItems.Draft("2", "Two") with
            {
                Genres = ["Sea"],
            },
            StoredItems.Draft("3", "Three") with
            {
                Genres = ["drama"],
                Status = ItemStatus.Completed,
            },
            StoredItems.Draft("4", "Four") with
            {
                Kind = "episode",
                Status = null,
            }
        );
        await host.SaveItemsAsync("library", StoredItems.Draft("5", "Five") with { Genres = ["Drama"] });
        return host;
    }
}
