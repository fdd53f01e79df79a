using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ParserAdmin.Components.Pages.Audit;
using ParserAdmin.Components.Pages.DeadLetters;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Components.Pages.Logs;
using ParserAdmin.Components.Pages.Sources;
using ParserAdmin.Components.Shared.Views;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.SavedViews;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Shared;

/// <summary>Views are saved, opened, renamed and deleted from a list; what they keep is the list's address.</summary>
public sealed class SavedViewMenuTests : IAsyncLifetime
{
    private PageHost _host = default!;
    private IRenderedComponent<MudPopoverProvider> _popovers = default!;
    private IRenderedComponent<MudDialogProvider> _dialogs = default!;
    private Actor _me = default!;

    private SavedViewCommands Views => _host.Core.Get<SavedViewCommands>();

    public async Task InitializeAsync()
    {
        _host = await PortalServices.CreateAsync();
        var me = await _host
            .Core.Get<PeopleCommands>()
            .AddAsync(Actors.Admin, "olga@example.org", Role.Viewer, "correct horse battery", default);
        _host.Become(_me = Actors.Viewer with { Id = me.Value!.Id, Name = me.Value.Email });
        _popovers = _host.Page.Render<MudPopoverProvider>();
        _dialogs = _host.Page.Render<MudDialogProvider>();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Menu_NothingIsFilteredAndNothingSaved_SaysHowToBegin()
    {
        var menu = Render("/portal/jobs");

        var entry = Assert.Single(await OpenAsync(menu));

        Assert.Contains("Filter or sort the list first.", entry.TextContent, StringComparison.Ordinal);
        Assert.Equal("Views", Label(menu));
    }

    [Fact]
    public async Task Save_WhatTheListShows_IsInTheMenuAndNamesIt()
    {
        var menu = Render("/portal/jobs?status=failed&q=a%20b");
        await ChooseAsync(menu, "Save this view");
        await _dialogs.WaitForElement("#view-name").InputAsync(new ChangeEventArgs { Value = "Failed" });

        await _dialogs.Find("form").SubmitAsync();

        menu.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal("Failed", Label(menu));
        });
        Assert.Equal("status=failed&q=a%20b", Assert.Single(await Views.ListAsync(_me, "jobs", default)).Query);
        Assert.Equal("portal/jobs?status=failed&q=a%20b", (await OpenAsync(menu))[0].GetAttribute("href"));
    }

    [Fact]
    public async Task Save_UnderATakenName_SaysThatItReplaces()
    {
        await Views.SaveAsync(_me, "jobs", "Failed", "status=failed", default);
        var menu = Render("/portal/jobs?status=lost");
        await ChooseAsync(menu, "Save this view");

        await _dialogs.WaitForElement("#view-name").InputAsync(new ChangeEventArgs { Value = "failed" });

        _dialogs.WaitForAssertion(() => Assert.Contains("It shows this from now on.", _dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains("Replace", _dialogs.Find("button[type=submit]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_RenamesAndDeletesAndBringsBack()
    {
        await Views.SaveAsync(_me, "jobs", "Failed", "status=failed", default);
        await Views.SaveAsync(_me, "jobs", "Lost", "status=lost", default);
        await ChooseAsync(Render("/portal/jobs"), "Rename or delete");
        await _dialogs.WaitForElement("form[aria-label=Failed] input").InputAsync(new ChangeEventArgs { Value = "Broken" });

        await _dialogs.Find("form[aria-label=Failed]").SubmitAsync();
        await _dialogs.WaitForElement("button[aria-label='Delete Lost']").ClickAsync(new());

        _dialogs.WaitForAssertion(() => Assert.Contains("Lost is deleted.", Text(_dialogs.Find(".gone")), StringComparison.Ordinal));
        Assert.Equal(["Broken"], await NamesAsync());
        await _dialogs.Find(".gone button").ClickAsync(new());
        _dialogs.WaitForElement("form[aria-label=Lost]");
        Assert.Equal(["Broken", "Lost"], await NamesAsync());
    }

    [Fact]
    public async Task Saved_InAnotherBrowser_IsInTheMenuOfThisOne()
    {
        var menu = Render("/portal/jobs?status=failed");

        await Views.SaveAsync(_me, "jobs", "From elsewhere", "status=failed", default);

        menu.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal("From elsewhere", Label(menu));
        });
    }

    /// <summary>Every list has its menu, which keeps filter and order, and neither the place in the list nor what is open.</summary>
    [Theory]
    [InlineData(typeof(JobsPage), "/portal/jobs?status=failed&before=0190c8a0-0000-7000-8000-000000000000", "portal/jobs?status=failed")]
    [InlineData(typeof(LogsPage), "/portal/logs?q=slow&before=9", "portal/logs?q=slow")]
    [InlineData(typeof(ItemsPage), "/portal/items?kind=title&sort=price&view=posters", "portal/items?kind=title&sort=price&view=posters")]
    [InlineData(typeof(AuditPage), "/portal/audit?kind=safety&before=9&open=8", "portal/audit?kind=safety")]
    [InlineData(typeof(SourcesPage), "/portal/sources?state=failing&sort=name&after=x", "portal/sources?state=failing&sort=name")]
    [InlineData(typeof(DeadLettersPage), "/portal/dead-letters?state=all&before=9", "portal/dead-letters?state=all")]
    public void Lists_AllHaveTheMenu(Type list, string opened, string kept)
    {
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(opened);

        var page = _host.Page.Render(builder =>
        {
            builder.OpenComponent(0, list);
            builder.CloseComponent();
        });

        Assert.Equal(kept, page.FindComponent<SavedViewMenu>().Instance.Address);
    }

    private IRenderedComponent<SavedViewMenu> Render(string address) =>
        _host.Page.Render<SavedViewMenu>(parameters => parameters.Add(menu => menu.Address, address));

    private async Task<IReadOnlyList<IElement>> OpenAsync(IRenderedComponent<SavedViewMenu> menu)
    {
        await menu.Find("button").ClickAsync(new());
        _popovers.WaitForElement(".mud-menu-item");
        return _popovers.FindAll(".mud-menu-item");
    }

    private async Task ChooseAsync(IRenderedComponent<SavedViewMenu> menu, string words)
    {
        var entries = await OpenAsync(menu);
        await entries.Single(entry => entry.TextContent.Contains(words, StringComparison.Ordinal)).ClickAsync(new());
    }

    private async Task<IEnumerable<string>> NamesAsync() => (await Views.ListAsync(_me, "jobs", default)).Select(view => view.Name);

    private static string Label(IRenderedComponent<SavedViewMenu> menu) => Text(menu.Find("button"));

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
