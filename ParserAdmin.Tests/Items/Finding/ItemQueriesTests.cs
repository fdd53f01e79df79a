using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Items.Finding;

public sealed class ItemQueriesTests
{
    [Theory, EachDatabase]
    public async Task List_PagedByKey_IsWholeWithoutDoubles(TestDatabase database)
    {
        await using var host = await FilledAsync(database, 57);

        var read = new List<Item>();
        while (
            await host.Get<ItemQueries>().ListAsync(new ItemFilter(), read.LastOrDefault()?.Id, 10, CancellationToken.None)
                is { Count: > 0 } page
        )
        {
            read.AddRange(page);
        }

        Assert.Equal(57, read.Select(item => item.ExternalId).Distinct().Count());
        Assert.Equal(57, read.Count);
        Assert.Equal(57, await host.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task Counts_OfSomeSources_AreTheirOwnAndZeroWhereThereIsNothing(TestDatabase database)
    {
        await using var host = await FilledAsync(database, 7);
        await host.AddSourceAsync("shop");
        await host.AddSourceAsync("books");

        var counts = await host.Get<ItemQueries>().CountsAsync(["shop", "books", "none"], CancellationToken.None);

        Assert.Equal([("books", 0), ("shop", 7)], counts.OrderBy(each => each.Key).Select(each => (each.Key, each.Value)));
    }

    [Theory, EachDatabase]
    public async Task Ongoing_MoreThanAPage_GivesEachOnce(TestDatabase database)
    {
        await using var host = await FilledAsync(database, 450);

        var read = new List<string>();
        await foreach (var item in host.Get<ItemQueries>().OngoingAsync("shop", CancellationToken.None))
            read.Add(item.ExternalId);

        Assert.Equal(450, read.Count);
        Assert.Equal(450, read.Distinct().Count());
    }

    [Theory, EachDatabase]
    public async Task List_TextWithPatternSigns_IsTakenLiterally(TestDatabase database)
    {
        await using var host = await FilledAsync(database, 3, number => number == 1 ? "100% Wool_Hat" : $"Hat {number}");

        Assert.Equal("1", Assert.Single(await SearchAsync(host, "100% wo")).ExternalId);
        Assert.Equal("1", Assert.Single(await SearchAsync(host, "wool_")).ExternalId);
        Assert.Equal(3, (await SearchAsync(host, "HAT")).Count);
        Assert.Empty(await SearchAsync(host, "_at_"));
    }

    [Theory, EachDatabase]
    public async Task List_TextInCyrillic_IgnoresCase(TestDatabase database)
    {
        await using var host = await FilledAsync(database, 1, _ => "Мастер и Маргарита");

        Assert.Single(await SearchAsync(host, "мастер"));
        Assert.Single(await SearchAsync(host, "МАРГАРИТА"));
    }

    [Theory, EachDatabase]
    public async Task List_KindAndStatusInCapitals_AreThoseThatAreKeptInSmallLetters(TestDatabase database)
    {
        await using var host = await FilledAsync(database, 2);

        Assert.Equal(
            2,
            (
                await host.Get<ItemQueries>().ListAsync(new ItemFilter(Kind: "Title", Status: "Ongoing"), null, 10, CancellationToken.None)
            ).Count
        );
    }

    private static Task<IReadOnlyList<Item>> SearchAsync(CoreHost host, string text) =>
        host.Get<ItemQueries>().ListAsync(new ItemFilter(Text: text), null, 10, CancellationToken.None);

    private static async Task<CoreHost> FilledAsync(TestDatabase database, int count, Func<int, string>? title = null)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync();
        var drafts = Enumerable
            .Range(1, count)
            .Select(number => new ItemDraft
            {
                ExternalId = $"{number}",
                Kind = "title",
                Title = title?.Invoke(number) ?? $"Title {number}",
                Status = "ongoing",
            });
        foreach (var batch in drafts.Chunk(40))
        {
            await host.Get<ItemStore>()
                .SaveAsync(run, [.. batch.Select(draft => new IdentifiedItem(draft.ExternalId!, draft))], CancellationToken.None);
        }

        return host;
    }
}
