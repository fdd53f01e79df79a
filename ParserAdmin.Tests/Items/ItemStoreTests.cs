using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Items.ItemSaves;

namespace ParserAdmin.Tests.Items;

/// <summary>What is stored of each item, and what is told of it.</summary>
public sealed class ItemStoreTests
{
    [Theory, EachDatabase]
    public async Task Save_NewChangedUnchanged_AreToldApart(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var run = await host.BeginRunAsync();
        Assert.Equal(new SavedBatch(3, 0, 0), await SaveAsync(host, run, Draft(1), Draft(2), Draft(3)));
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(new SavedBatch(1, 1, 2), await SaveAsync(host, run, Draft(1), Draft(2) with { Price = 9.5m }, Draft(3), Draft(4)));

        Assert.Equal(4, (await ListAsync(host)).Count);
    }

    [Theory, EachDatabase]
    public async Task Save_TheLongestThatIsMapped_IsTaken(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var run = await host.BeginRunAsync();
        var texts = new[] { "title", "status", "series", "currency", "kind", "body", "creators" }.ToDictionary(
            name => name,
            FieldValue (_) => new TextValue(new string('я', 70_000))
        );
        texts["externalId"] = new TextValue("7");
        texts["price"] = new MoneyValue(ItemLimits.HighestNumber, "EUR");
        texts["seriesNumber"] = new NumberValue(-0.000049m);
        texts["url"] = new TextValue($"https://example.org/{new string('u', 5_000)}");
        var draft = ItemMapper.Map(new ExtractedRow(texts, []), null, "title").Draft!;

        Assert.Equal(new SavedBatch(1, 0, 0), await SaveAsync(host, run, draft));
        Assert.Equal(new SavedBatch(0, 0, 1), await SaveAsync(host, run, draft));
    }

    [Theory, EachDatabase]
    public async Task Save_SameBatchTwice_AddsNothing(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var run = await host.BeginRunAsync();
        await SaveAsync(host, run, Draft(1), Draft(2));

        Assert.Equal(new SavedBatch(0, 0, 2), await SaveAsync(host, run, Draft(1), Draft(2)));

        await using var context = await host.OpenAsync();
        Assert.Equal((2, 0), (await context.Set<Item>().CountAsync(), await context.Set<ItemRevision>().CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task Save_OneIdInTwoKinds_AreTwoItems(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var run = await host.BeginRunAsync();
        var (title, episode) = (Draft(1), Draft(1) with { Kind = "episode" });
        await SaveAsync(host, run, title);

        Assert.Equal(new SavedBatch(1, 0, 0), await SaveAsync(host, run, episode));
        Assert.Equal(new SavedBatch(0, 1, 1), await SaveAsync(host, run, title, episode with { Title = "Other" }));

        Assert.Equal(["Other", "Title 1"], (await ListAsync(host)).Select(item => item.Title).Order());
    }

    [Theory, EachDatabase]
    public async Task Save_SameItemTwiceInABatch_KeepsTheLater(TestDatabase database)
    {
        await using var host = await HostAsync(database);

        await SaveAsync(host, await host.BeginRunAsync(), Draft(1), Draft(1) with { Title = "Later" });

        Assert.Equal("Later", Assert.Single(await ListAsync(host)).Title);
    }

    [Theory, EachDatabase]
    public async Task Save_ChangedPriceAndStatus_IsOneRevisionWithBeforeAndAfter(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var run = await host.BeginRunAsync();
        await SaveAsync(host, run, Draft(1));
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await SaveAsync(host, run, Draft(1) with { Price = 12.25m, Status = "completed" });

        var item = Assert.Single(await ListAsync(host));
        Assert.Equal((12.25m, "completed"), (item.Price, item.Status));
        Assert.True(item.LastChangedAt > item.FirstSeenAt);
        var revision = Assert.Single(await host.Get<ItemQueries>().RevisionsAsync(item.Id, CancellationToken.None));
        Assert.Equal(run.JobId, revision.JobId);
        var changes = JsonSerializer
            .Deserialize<List<FieldChange>>(revision.Changes, JsonSerializerOptions.Web)!
            .ToDictionary(change => change.Field, change => (change.Before, change.After));
        Assert.Equal(2, changes.Count);
        Assert.Equal(("ongoing", "completed"), changes["status"]);
        Assert.Equal(("10", "12.25"), changes["price"]);
    }

    [Theory, EachDatabase]
    public async Task Save_EveryField_IsReadBackAsItWas(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var draft = new ItemDraft
        {
            ExternalId = "1",
            Kind = "book",
            Url = "https://example.org/книга?a=1&b=\"",
            Title = "Заголовок 😀",
            Price = 1234567.8901m,
            Currency = "RUB",
            Status = "for sale",
            PublishedAt = new DateTime(2024, 2, 29, 23, 59, 59, 123, DateTimeKind.Utc),
            Series = "S",
            SeriesNumber = 1.5m,
            Creators = ["A, B", "C\"D"],
            Genres = ["x"],
            ImageUrl = "https://example.org/i.png",
            Attributes = ItemDraftAttributes("pages", "12"),
        };

        await SaveAsync(host, await host.BeginRunAsync(), draft);

        var stored = Assert.Single(await ListAsync(host)).ToDraft();
        Assert.Equal(draft.ContentHash(), stored.ContentHash());
        Assert.Equal(
            (draft.Url, draft.Price, draft.PublishedAt, draft.SeriesNumber),
            (stored.Url, stored.Price, stored.PublishedAt, stored.SeriesNumber)
        );
        Assert.Equal(draft.Creators, stored.Creators);
    }

    [Theory, EachDatabase]
    public async Task Leave_NotSeenInTheRun_IsGoneAndComesBackWithoutARevision(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var run = await host.BeginRunAsync();
        await SaveAsync(host, run, Draft(1), Draft(2));
        host.Clock.Advance(TimeSpan.FromHours(1));
        var began = host.Clock.GetUtcNow().UtcDateTime;
        await SaveAsync(host, run, Draft(1));

        Assert.Equal(1, await host.Get<ItemStore>().LeaveAsync(run, "title", began, CancellationToken.None));
        Assert.Equal("2", Assert.Single(await ListAsync(host, new ItemFilter(Gone: true))).ExternalId);
        Assert.Equal("1", Assert.Single(await ListAsync(host, new ItemFilter(Gone: false))).ExternalId);

        Assert.Equal(new SavedBatch(0, 0, 1) { Back = 1 }, await SaveAsync(host, run, Draft(2)));
        Assert.Empty(await ListAsync(host, new ItemFilter(Gone: true)));
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> ItemDraftAttributes(string name, string value) =>
        ItemDraft.NoAttributes.Add(name, value);
}
