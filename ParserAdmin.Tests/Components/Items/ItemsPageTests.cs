using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Items;

public sealed class ItemsPageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Viewer);
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(ItemsPage), PageState.Nothing)]
    public void Render_NoItems_SaysWhatToDoFirst()
    {
        var page = _host.Page.Render<ItemsPage>();

        page.WaitForAssertion(() => Assert.Contains("Run now", page.Find(".empty").TextContent));
    }

    [Fact]
    public async Task Render_Items_ShowsThemNewestFirstWithPriceAndSource()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "First"));
        _host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Core.SaveItemsAsync(StoredItems.Draft("2", "Second"));

        var page = _host.Page.Render<ItemsPage>();

        page.WaitForAssertion(() => Assert.Equal(["Second", "First"], page.FindAll(".item-title").Select(link => link.TextContent)));
        Assert.Contains("12.50 EUR", page.Markup);
        Assert.Contains("A shop", page.Find(".item-line").TextContent);
    }

    [Fact]
    public async Task Render_TextInTheAddress_NarrowsAndStaysInTheField()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"), StoredItems.Draft("2", "Land"));
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo("/portal/items?q=sea");

        var page = _host.Page.Render<ItemsPage>();

        page.WaitForAssertion(() => Assert.Equal("Sea", Assert.Single(page.FindAll(".item-title")).TextContent));
        Assert.Equal("sea", page.Find("input[type=search]").GetAttribute("value"));
    }

    [Fact]
    public async Task Filter_Chosen_GoesIntoTheAddress()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        var page = _host.Page.Render<ItemsPage>();
        page.WaitForElement(".item-title");

        await page.InvokeAsync(() =>
            page.FindComponents<MudTextField<string>>()
                .Single(field => field.Instance.InputType == InputType.Search)
                .Instance.ValueChanged.InvokeAsync("land")
        );

        Assert.EndsWith("/portal/items?q=land", _host.Page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("No item matches", page.Markup));
    }

    [Fact]
    public async Task Order_Chosen_GoesIntoTheAddressAndSorts()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Zebra"), StoredItems.Draft("2", "älter"), StoredItems.Draft("3", "Boat"));
        var page = _host.Page.Render<ItemsPage>();
        page.WaitForElement(".item-title");

        await page.InvokeAsync(() => page.FindComponent<MudSelect<ItemSort>>().Instance.ValueChanged.InvokeAsync(ItemSort.Title));

        Assert.EndsWith(
            "/portal/items?sort=title",
            _host.Page.Services.GetRequiredService<NavigationManager>().Uri,
            StringComparison.Ordinal
        );
        page.WaitForAssertion(() => Assert.Equal(["älter", "Boat", "Zebra"], page.FindAll(".item-title").Select(link => link.TextContent)));
    }

    [Fact, InState(typeof(ItemsPage), PageState.Viewer)]
    public async Task Delete_IsOfferedToAdminsAlone()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"));

        var page = _host.Page.Render<ItemsPage>();

        page.WaitForElement(".item-title");
        Assert.Equal(2, page.FindAll(".page-actions a[download]").Count);
        Assert.Empty(page.FindAll(".page-actions button.plain-button"));
    }

    [Fact]
    public async Task Delete_OnlyAMistypedPriceIsSet_SaysThatItIsAllOfThem()
    {
        _host.Become(Actors.Admin);
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo("/portal/items?priceTo=12,50");

        var page = _host.Page.Render<ItemsPage>();

        page.WaitForAssertion(() => Assert.Equal("Delete all…", page.Find(".page-actions button.plain-button").TextContent));
    }

    [Fact]
    public async Task DeleteDialog_CountsThenDeletesThose()
    {
        _host.Become(Actors.Admin);
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"), StoredItems.Draft("2", "Land"));
        var dialog = await _host.OpenAsync(
            new DialogParameters<DeleteItemsDialog>
            {
                { dialog => dialog.Filter, new ItemFilter(Text: "sea") },
                { dialog => dialog.All, false },
            }
        );
        dialog.WaitForAssertion(() => Assert.Contains("1 item will be deleted", dialog.Markup));

        await dialog.Find("input").InputAsync(new ChangeEventArgs { Value = "a test" });
        await dialog.Find("form").SubmitAsync();

        Assert.Equal(
            "Land",
            Assert.Single(await _host.Core.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None)).Title
        );
    }

    [Fact, InState(typeof(ItemsPage), PageState.One)]
    public async Task Saved_WhileThePageIsNotFull_AppearsByItself()
    {
        var page = _host.Page.Render<ItemsPage>();
        page.WaitForElement(".empty");
        _host.Core.Clock.Advance(TimeSpan.FromSeconds(2));

        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"));

        page.WaitForAssertion(() => Assert.Equal("Sea", page.Find(".item-title").TextContent));
    }

    [Fact]
    public async Task Saved_WhileThePageIsFull_IsOnlyTold()
    {
        await _host.Core.SaveItemsAsync([.. Enumerable.Range(1, 60).Select(number => StoredItems.Draft($"{number}", $"Title {number}"))]);
        var page = _host.Page.Render<ItemsPage>();
        page.WaitForElement(".item-title");
        var first = page.Find(".item-title").TextContent;
        _host.Core.Clock.Advance(TimeSpan.FromSeconds(2));

        await _host.Core.SaveItemsAsync(StoredItems.Draft("new", "New one"));

        page.WaitForAssertion(() => Assert.Equal("1 new – show", page.Find(".news").TextContent));
        Assert.Equal(first, page.Find(".item-title").TextContent);
        await page.Find(".news").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("New one", page.Find(".item-title").TextContent));
    }

    [Fact]
    public async Task Render_MarkupInATitle_IsShownAsText()
    {
        await _host.Core.SaveItemsAsync(
            StoredItems.Draft("1", "<script>alert(1)</script>") with
            {
                ImageUrl = "javascript:alert(1)",
                Url = "javascript:alert(1)",
            }
        );

        var page = _host.Page.Render<ItemsPage>();

        page.WaitForAssertion(() => Assert.Equal("<script>alert(1)</script>", page.Find(".item-title").TextContent));
        Assert.Empty(page.FindAll("script"));
        Assert.Empty(page.FindAll("img"));
    }

    [Fact]
    public async Task Dispose_AfterRendering_LeavesNoSubscription()
    {
        var page = _host.Page.Render<ItemsPage>();
        page.WaitForElement(".empty");
        Assert.Equal(2, _host.Subscriptions);

        await _host.Page.DisposeComponentsAsync();

        Assert.Equal(0, _host.Subscriptions);
    }
}
