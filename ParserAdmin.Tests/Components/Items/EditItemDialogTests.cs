using Bunit;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Items;

public sealed class EditItemDialogTests : IAsyncLifetime
{
    private PageHost _host = default!;
    private string _id = "";

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Operator);
        await _host.Core.AddSourceAsync();
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea") with { Creators = ["Ann", "Bo"] });
        _id = $"{(await ItemAsync()).Id}";
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Save_AChangedField_IsHeldAndShown_AndGivenBack()
    {
        var dialogs = _host.Dialogs();
        var page = _host.Page.Render<ItemPage>(parameters => parameters.Add(item => item.Id, _id));
        page.WaitForElement(".page-actions button");
        _ = page.Find(".page-actions button").ClickAsync(new());
        dialogs.WaitForElement(".edit-fields input");

        await dialogs.Find(".edit-fields input").InputAsync(new() { Value = "The Sea" });
        await dialogs.Find("form.dialog-form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("The Sea", page.Find("h1").TextContent));
        page.WaitForAssertion(() => Assert.Contains("Title", page.Find(".item-owners").TextContent));
        Assert.Contains($"edited by {Actors.Operator.Name}", page.Find(".revision-head").TextContent);
        var item = await ItemAsync();
        Assert.Equal(["title"], item.HeldFields);
        Assert.Equal(["Ann", "Bo"], item.Creators);

        _ = page.Find(".page-actions button").ClickAsync(new());
        dialogs.WaitForElement(".edit-field input[type=checkbox]");
        await dialogs.Find(".edit-field input[type=checkbox]").ChangeAsync(new() { Value = true });
        await dialogs.Find("form.dialog-form").SubmitAsync();

        page.WaitForAssertion(() =>
        {
            // The page gathers what happens within a quarter of a second.
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Empty(page.FindAll(".item-owners"));
        });
        Assert.Empty((await ItemAsync()).HeldFields);
    }

    [Fact]
    public async Task Save_WhatIsRefused_IsSaidAndKept()
    {
        var dialogs = _host.Dialogs();
        var page = _host.Page.Render<ItemPage>(parameters => parameters.Add(item => item.Id, _id));
        page.WaitForElement(".page-actions button");
        _ = page.Find(".page-actions button").ClickAsync(new());
        dialogs.WaitForElement(".edit-fields input");

        await dialogs.Find("form.dialog-form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("Nothing is changed", dialogs.Find("[role=alert]").TextContent));
        await dialogs.Find(".edit-fields input").InputAsync(new() { Value = " " });
        await dialogs.Find("form.dialog-form").SubmitAsync();

        dialogs.WaitForAssertion(() => Assert.Contains("needs a title", dialogs.Find("[role=alert]").TextContent));
    }

    [Fact, InState(typeof(ItemPage), PageState.Viewer)]
    public void Edit_ByAViewer_IsNotOffered()
    {
        _host.Become(Actors.Viewer);

        var page = _host.Page.Render<ItemPage>(parameters => parameters.Add(item => item.Id, _id));

        Assert.True(page.WaitForElement(".page-actions button").HasAttribute("disabled"));
    }

    private async Task<Item> ItemAsync() =>
        Assert.Single(await _host.Core.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None));
}
