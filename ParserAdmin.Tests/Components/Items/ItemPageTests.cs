using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Auth;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Items;

public sealed class ItemPageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Viewer);
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Render_WhileReading_ShowsASkeleton()
    {
        var person = new TaskCompletionSource<Actor>();
        _host.Page.Services.AddSingleton<ICurrentActor>(new WaitingActor(person.Task));

        var page = _host.Page.Render<ItemPage>(with => with.Add(item => item.Id, Guid.CreateVersion7().ToString()));

        Assert.Contains("Reading the item", page.Find("[role=status]").TextContent);
        Assert.NotEmpty(page.FindAll(".mud-skeleton"));
        person.SetResult(Actors.Admin);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".mud-skeleton")));
    }

    [Fact]
    public async Task Render_AChangedPrice_ShowsItBeforeAndAfterWithItsJob()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea") with { Price = 9.99m });

        var page = await OpenAsync();

        page.WaitForAssertion(() => Assert.Contains("12.5", page.Find("del").TextContent));
        Assert.Contains("9.99", page.Find("ins").TextContent);
        Assert.StartsWith("portal/jobs/", page.Find(".revision-head a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_AnAddressThatRuns_IsNoLink()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea") with { Url = "javascript:alert(1)" });

        var page = await OpenAsync();

        page.WaitForAssertion(() => Assert.Equal("Sea", page.Find("h1").TextContent));
        Assert.DoesNotContain(
            page.FindAll("a"),
            link => link.GetAttribute("href")!.StartsWith("javascript", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task Render_AnOrdinaryAddress_OpensWithoutOpenerOrReferrer()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"));

        var page = await OpenAsync();

        var link = page.WaitForElement(".page-actions a");
        Assert.Equal(("https://shop.example/1", "noopener noreferrer"), (link.GetAttribute("href"), link.GetAttribute("rel")));
    }

    [Theory, InState(typeof(ItemPage), PageState.Nothing)]
    [InlineData("nonsense")]
    [InlineData("01890a5d-ac96-774b-bcce-b302099a8057")]
    public void Render_AnUnknownId_SaysSo(string id)
    {
        var page = _host.Page.Render<ItemPage>(parameters => parameters.Add(page => page.Id, id));

        page.WaitForAssertion(() => Assert.Contains("There is no such item", page.Markup));
    }

    [Fact, InState(typeof(ItemPage), PageState.One)]
    public async Task Changed_WhileOneLooks_AppearsByItself()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        var page = await OpenAsync();
        page.WaitForAssertion(() => Assert.Contains("Nothing changed", page.Markup));

        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea") with { Status = "completed" });

        page.WaitForAssertion(() => Assert.Contains("completed", page.Find("ins").TextContent));
    }

    private async Task<IRenderedComponent<ItemPage>> OpenAsync()
    {
        var item = Assert.Single(await _host.Core.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None));
        return _host.Page.Render<ItemPage>(parameters => parameters.Add(page => page.Id, item.Id.ToString()));
    }
}
