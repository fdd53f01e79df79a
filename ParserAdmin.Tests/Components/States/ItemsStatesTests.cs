using Bunit;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Pictures;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

/// <summary>The list of items, and one of them.</summary>
public sealed class ItemsStatesTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Admin);
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(ItemsPage), PageState.Many)]
    public async Task Many_Items_ShowsAPageCountsAllAndLeadsToTheRest()
    {
        await _host.Core.SaveItemsAsync([.. Enumerable.Range(1, 60).Select(number => StoredItems.Draft($"{number}", $"Title {number}"))]);

        var page = _host.Page.Render<ItemsPage>();
        page.WaitForAssertion(() => Assert.Equal(50, Titles(page).Count));
        Assert.Contains("60 items", page.Find(".list-count").TextContent);
        var first = Titles(page);
        _host.GoTo(page.Find(".pager a").GetAttribute("href")!);
        var rest = _host.Page.Render<ItemsPage>();

        rest.WaitForAssertion(() => Assert.Equal(10, Titles(rest).Count));
        Assert.Empty(first.Intersect(Titles(rest)));
        Assert.Contains("That is all.", rest.Find(".pager").TextContent);
    }

    /// <summary>Nothing is started here, so nothing is in the way.</summary>
    [Fact, InState(typeof(ItemsPage), PageState.Stopped)]
    public async Task Stopped_ItemsAreReadExportedAndDeletedAsEver()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        await _host.StopAsync();

        var page = _host.Page.Render<ItemsPage>();

        page.WaitForAssertion(() => Assert.Equal(["Sea"], Titles(page)));
        Assert.Equal(2, page.FindAll(".page-actions a[download]").Count);
        var delete = page.Find(".page-actions button.plain-button");
        Assert.Equal("Delete all…", delete.TextContent);
        Assert.False(delete.HasAttribute("disabled"));
    }

    [Fact, InState(typeof(ItemPage), PageState.Many)]
    public async Task Many_Changes_ShowsTheNewestAndSaysThatThereAreMore()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea") with { Price = 9.99m });
        var item = await ItemAsync();
        await _host.Core.SqlAsync(
            """
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
            INSERT INTO item_revisions (id, item_id, job_id, created_at, changes)
            SELECT printf('%08X-0000-7000-8000-000000000000', n), item_id, job_id, created_at, changes FROM item_revisions, numbers
            """
        );

        var page = Open(item);

        page.WaitForAssertion(() => Assert.Equal(ItemQueries.MostRevisions, page.FindAll(".revision-head").Count));
        Assert.Contains("Only the newest 200 changes are shown.", page.Find("[aria-labelledby=item-history]").TextContent);
    }

    /// <summary>A picture that is not kept yet would have to be fetched; to correct a field starts nothing.</summary>
    [Fact, InState(typeof(ItemPage), PageState.Stopped)]
    public async Task Stopped_SaysWhyThereIsNoPictureAndLetsOneEdit()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea") with { ImageUrl = "http://shop.example/1.png" });
        var item = await ItemAsync();
        await _host.StopAsync();
        var pictures = _host.Core.Get<ItemPictures>();
        await pictures.StartAsync(CancellationToken.None);
        await pictures.FetchAsync(item, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        var page = Open(item);

        page.WaitForAssertion(() => Assert.Contains("Emergency stop", page.Find(".item-image-problem").TextContent));
        Assert.Equal("Sea", page.Find("h1").TextContent);
        Assert.False(page.Find(".page-actions button").HasAttribute("disabled"));
        await pictures.StopAsync(CancellationToken.None);
    }

    private IRenderedComponent<ItemPage> Open(Item item) => _host.Page.Render<ItemPage>(with => with.Add(page => page.Id, $"{item.Id}"));

    private async Task<Item> ItemAsync() =>
        Assert.Single(await _host.Core.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None));

    private static List<string> Titles(IRenderedComponent<ItemsPage> page) =>
        [.. page.FindAll(".item-title").Select(title => title.TextContent)];
}
