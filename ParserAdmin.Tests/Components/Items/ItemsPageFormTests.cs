using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Items;

/// <summary>By what the list is narrowed, and how it is drawn: all of it is in the address.</summary>
public sealed class ItemsPageFormTests : IAsyncLifetime
{
    private PageHost _host = default!;
    private IRenderedComponent<MudPopoverProvider> _popovers = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Viewer);
        _popovers = _host.Page.Render<MudPopoverProvider>();
        await _host.Core.AddSourceAsync();
        await _host.Core.SaveItemsAsync(
            StoredItems.Draft("1", "Sea") with
            {
                Genres = ["Drama"],
            },
            StoredItems.Draft("2", "Land") with
            {
                Genres = ["Drama", "War"],
                Status = "completed",
            }
        );
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Facets_ShowHowManyAndNarrowByTheirAddress()
    {
        var page = Open("/portal/items?before=x&sort=title");

        var facets = page.FindAll("a.facet").ToDictionary(link => link.QuerySelector(".clip")!.TextContent, link => link);
        Assert.Equal("2", facets["Drama"].QuerySelector("b")!.TextContent);
        Assert.Equal("2", facets["A shop"].QuerySelector("b")!.TextContent);
        Assert.Equal("portal/items?genre=War&sort=title", facets["War"].GetAttribute("href"));
        Assert.DoesNotContain(page.FindAll("a.facet"), link => link.HasAttribute("aria-current"));
    }

    [Fact]
    public void Facets_TheChosenOne_IsLeftByItsLinkAndStaysInSightWhereNothingMatches()
    {
        var page = Open("/portal/items?genre=war&status=rare");

        var chosen = page.FindAll("a.facet[aria-current]").ToDictionary(link => link.QuerySelector(".clip")!.TextContent, link => link);
        Assert.Equal(["rare", "war"], chosen.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("portal/items?genre=war", chosen["rare"].GetAttribute("href"));
        Assert.Contains("No item matches", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Posters_InTheAddress_AreShownInPlaceOfTheTable()
    {
        var page = Open("/portal/items?view=posters&q=sea");

        Assert.Equal("Sea", Assert.Single(page.FindAll(".poster .item-title")).TextContent);
        Assert.Empty(page.FindAll("table"));
        Assert.Equal("true", page.Find("a[aria-label=Posters]").GetAttribute("aria-current"));
        Assert.Equal("portal/items?q=sea", page.Find("a[aria-label=Table]").GetAttribute("href"));
    }

    [Fact]
    public void Columns_InTheAddress_AreShownAlone()
    {
        var page = Open("/portal/items?columns=genres,price,nonsense");

        Assert.Equal(["Picture", "Title", "Price", "Genres"], page.FindAll("th").Select(head => head.TextContent.Trim()));
        Assert.Contains("Drama, War", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_Chosen_GoIntoTheAddress()
    {
        var page = Open("/portal/items");

        await page.FindComponents<MudMenu>().Single(menu => menu.Instance.Label == "Columns").Find("button").ClickAsync(new());
        _popovers.WaitForElement(".mud-menu-item");
        await _popovers
            .FindAll(".mud-menu-item")
            .Single(item => item.TextContent.Contains("Genres", StringComparison.Ordinal))
            .ClickAsync(new());

        var address = _host.Page.Services.GetRequiredService<NavigationManager>().Uri;
        Assert.EndsWith(
            "/portal/items?columns=kind,status,price,genres,seen,changed",
            Uri.UnescapeDataString(address),
            StringComparison.Ordinal
        );
    }

    private IRenderedComponent<ItemsPage> Open(string address)
    {
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = _host.Page.Render<ItemsPage>();
        page.WaitForElement(".items-page");
        return page;
    }
}
