using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ParserAdmin.Components.Layout;
using ParserAdmin.Components.Layout.Palette;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Layout;

public sealed class PaletteTests : IAsyncLifetime
{
    private PageHost _host = default!;
    private IRenderedComponent<MudDialogProvider> _dialogs = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Operator);
        _host.Page.Services.AddTransient<PaletteSearch>();
        await _host.Core.AddSourceAsync();
        _dialogs = _host.Dialogs();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Open_NothingTyped_ListsThePagesWithTheirKeys()
    {
        var palette = await OpenAsync();

        Assert.Superset(
            PortalPages.For(Role.Operator).Select(page => page.Name).ToHashSet(),
            palette.FindAll("[aria-label=Pages] .text").Select(text => text.TextContent.Trim()).ToHashSet()
        );
        Assert.DoesNotContain("API keys", palette.Markup);
        Assert.Contains("g j", palette.FindAll(".more").Select(more => more.TextContent));
    }

    [Fact]
    public async Task Enter_OnAPage_GoesThere()
    {
        var palette = await OpenAsync();
        Type(palette, "dead");

        await palette.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.EndsWith("/portal/dead-letters", _host.Page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        palette.WaitForAssertion(() => Assert.Empty(palette.FindAll(".palette")));
    }

    [Fact]
    public async Task Arrows_MoveOverWhatWasFound()
    {
        var palette = await OpenAsync();
        Type(palette, "shop");
        var before = palette.Find(".entry.on").TextContent;

        await palette.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });

        Assert.NotEqual(before, palette.Find(".entry.on").TextContent);
        Assert.Equal(palette.Find(".entry.on").Id, palette.Find("input").GetAttribute("aria-activedescendant"));
    }

    [Fact]
    public async Task Run_OfASource_AsksForAJobThatTheSearchThenFinds()
    {
        var palette = await OpenAsync();
        Type(palette, "run shop");

        await palette.FindAll(".entry").Single(entry => entry.TextContent.Contains("Run A shop now")).ClickAsync(new());

        Assert.Contains(await _host.Core.AuditAsync(), entry => entry.Action == "job.request");
        var again = await OpenAsync();
        Type(again, "catalog-sync");
        again.WaitForAssertion(() => Assert.Contains("catalog-sync of A shop", again.Find("[aria-label=Jobs]").TextContent));
    }

    [Fact]
    public async Task Acts_OfAViewer_AreShownWithTheReasonAndDoNothing()
    {
        _host.Become(Actors.Viewer);
        var palette = await OpenAsync();
        Type(palette, "pause");

        var pause = palette.Find(".entry.refused");
        Assert.Contains("Needs the role operator", pause.TextContent);
        await pause.ClickAsync(new());

        Assert.NotEmpty(palette.FindAll(".palette"));
    }

    [Fact]
    public async Task Acts_WhileStopped_SayWhyAndLeadToTheReset()
    {
        await _host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);
        _host.Become(Actors.Admin);
        var palette = await OpenAsync();

        Assert.Contains("Reset the emergency stop", palette.Markup);
        Type(palette, "run");
        palette.WaitForAssertion(() => Assert.Contains("Emergency stop by", palette.Find(".entry.refused").TextContent));
    }

    [Fact]
    public async Task Type_WordsThatNothingHas_SaysSo()
    {
        var palette = await OpenAsync();

        palette.Find("input").Input("qqqq");

        palette.WaitForAssertion(() => Assert.Contains("Nothing has these words", palette.Markup));
    }

    private async Task<IRenderedComponent<MudDialogProvider>> OpenAsync()
    {
        await _dialogs.InvokeAsync(() => _host.Page.Services.GetRequiredService<IDialogService>().ShowAsync<PaletteDialog>(""));
        _dialogs.WaitForElement(".entry");
        return _dialogs;
    }

    /// <summary>Types, and waits until all that is found has the words.</summary>
    private static void Type(IRenderedComponent<MudDialogProvider> palette, string text)
    {
        palette.Find("input").Input(text);
        palette.WaitForAssertion(() =>
            Assert.All(
                palette.FindAll(".entry"),
                entry => Assert.Contains(text.Split(' ')[0], entry.TextContent, StringComparison.OrdinalIgnoreCase)
            )
        );
    }
}
