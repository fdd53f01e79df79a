using Bunit;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Components.Pages.Items.Parts;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Pictures;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Items.Pictures;
using Xunit;

namespace ParserAdmin.Tests.Components.Items;

public sealed class ItemImageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Viewer);
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Render_WithoutAnAddress_IsAPlate() => Assert.Empty(Render(await ItemAsync(null)).FindAll("img"));

    [Fact]
    public async Task Render_NotKeptYet_IsAPlateUntilItIs()
    {
        var item = await ItemAsync("http://shop.example/1.png");
        var page = _host.Page.Render<ItemsPage>();
        page.WaitForElement(".item-title");
        Assert.Empty(page.FindAll("img"));

        await KeepAsync(item);

        page.WaitForAssertion(() => Assert.Equal(ItemPictures.PathOf(item)?.TrimStart('/'), page.Find("img").GetAttribute("src")));
        Assert.DoesNotContain("shop.example/1.png", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_WhileStopped_IsAPlateThatSaysWhy()
    {
        var item = await ItemAsync("http://shop.example/1.png");
        await _host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        var pictures = _host.Core.Get<ItemPictures>();
        await pictures.StartAsync(CancellationToken.None);
        await pictures.FetchAsync(item, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        var image = Render(item);

        Assert.Empty(image.FindAll("img"));
        Assert.Contains("Emergency stop", image.Find(".item-image-problem").TextContent, StringComparison.Ordinal);
        await pictures.StopAsync(CancellationToken.None);
    }

    private IRenderedComponent<ItemImage> Render(Item item) =>
        _host.Page.Render<ItemImage>(with => with.Add(image => image.Item, item).Add(image => image.Explains, true));

    private async Task KeepAsync(Item item)
    {
        var name = ItemPictures.NameOf(item)!;
        await _host.Core.Get<PictureStore>().KeepAsync(name, PictureSizing.Size(TestPictures.Gif), CancellationToken.None);
        _host.Core.Get<EventBus>().Publish(new PictureFetched(name));
    }

    private async Task<Item> ItemAsync(string? address)
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea") with { ImageUrl = address });
        return Assert.Single(await _host.Core.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 1, CancellationToken.None));
    }
}
