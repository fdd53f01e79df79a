using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Items;

public sealed class ItemTimelineTests : IAsyncLifetime
{
    private CoreHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await CoreHost.CreateAsync();
        await _host.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Of_NothingChanged_IsNone()
    {
        await SaveAsync(StoredItems.Draft("1", "Sea"));
        await SaveAsync(StoredItems.Draft("1", "Sea at night"));

        Assert.Null(await TimelineAsync());
    }

    [Fact]
    public async Task Of_Changes_AreStepsAndStretchesFromTheFirstSight()
    {
        var draft = StoredItems.Draft("1", "Sea");
        await SaveAsync(draft);
        await SaveAsync(draft with { Price = 10m });
        await SaveAsync(draft with { Price = 10m, Status = ItemStatus.Completed });
        await SaveAsync(draft with { Price = null, Status = ItemStatus.Completed });

        var timeline = (await TimelineAsync())!;

        Assert.Equal(new double?[] { 12.5, 10, null }, timeline.Prices.Select(point => point.Value));
        Assert.Equal(timeline.From, timeline.Prices[0].At);
        Assert.Equal(["ongoing", "completed"], timeline.Statuses.Select(span => span.Text));
        Assert.Equal(timeline.From, timeline.Statuses[0].From);
        Assert.Equal(timeline.Statuses[0].To, timeline.Statuses[1].From);
    }

    [Fact]
    public async Task Of_AnotherCurrency_LeavesOutWhatCannotBeCompared()
    {
        var draft = StoredItems.Draft("1", "Sea");
        await SaveAsync(draft);
        await SaveAsync(draft with { Price = 1300m, Currency = "JPY" });

        Assert.Equal(new double?[] { null, 1300 }, (await TimelineAsync())!.Prices.Select(point => point.Value));
    }

    [Fact]
    public async Task Of_AmountsBeforeAnotherCurrency_AreNotGivenTheNewOne()
    {
        var draft = StoredItems.Draft("1", "Sea");
        await SaveAsync(draft);
        await SaveAsync(draft with { Price = 13m });
        await SaveAsync(draft with { Price = 1300m, Currency = "JPY" });

        Assert.Equal(new double?[] { null, null, 1300 }, (await TimelineAsync())!.Prices.Select(point => point.Value));
    }

    [Fact]
    public async Task Of_ARowThatAnotherProgramWrote_DoesNoHarm()
    {
        await SaveAsync(StoredItems.Draft("1", "Sea"));
        await SaveAsync(StoredItems.Draft("1", "Sea") with { Price = 10m });
        await _host.SqlAsync("UPDATE item_revisions SET changes = 'nonsense'");

        Assert.Null(await TimelineAsync());
    }

    private async Task SaveAsync(ItemDraft draft)
    {
        await _host.SaveItemsAsync(draft);
        _host.Clock.Advance(TimeSpan.FromHours(1));
    }

    private async Task<ItemTimeline?> TimelineAsync()
    {
        var items = _host.Get<ItemQueries>();
        var item = Assert.Single(await items.ListAsync(new ItemFilter(), null, 1, CancellationToken.None));
        var revisions = await items.RevisionsAsync(item.Id, CancellationToken.None);
        return ItemTimeline.Of(item, revisions, isWhole: true, _host.Clock.GetUtcNow().UtcDateTime);
    }
}
