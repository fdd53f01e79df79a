using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Items;

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
        var texts = new[] { "title", "status", "series", "currency", "kind", "body", "creators" }.ToDictionary(name => name, FieldValue (_) => new TextValue(new string('я', 70_000)));
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
        var changes = JsonSerializer.Deserialize<List<FieldChange>>(revision.Changes, JsonSerializerOptions.Web)!.ToDictionary(change => change.Field, change => (change.Before, change.After));
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
            ExternalId = "1", Kind = "book", Url = "https://example.org/книга?a=1&b=\"", Title = "Заголовок 😀", Price = 1234567.8901m, Currency = "RUB", Status = "for sale",
            PublishedAt = new DateTime(2024, 2, 29, 23, 59, 59, 123, DateTimeKind.Utc), Series = "S", SeriesNumber = 1.5m, Creators = ["A, B", "C\"D"], Genres = ["x"],
            ImageUrl = "https://example.org/i.png", Attributes = ItemDraftAttributes("pages", "12"),
        };

        await SaveAsync(host, await host.BeginRunAsync(), draft);

        var stored = Assert.Single(await ListAsync(host)).ToDraft();
        Assert.Equal(draft.ContentHash(), stored.ContentHash());
        Assert.Equal((draft.Url, draft.Price, draft.PublishedAt, draft.SeriesNumber), (stored.Url, stored.Price, stored.PublishedAt, stored.SeriesNumber));
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

    [Theory, EachDatabase]
    public async Task Save_StopBetweenTwoBatches_KeepsTheFirstAndRefusesTheSecond(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var run = await host.BeginRunAsync();
        await SaveAsync(host, run, Draft(1));

        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        await Assert.ThrowsAsync<GateRefusedException>(() => SaveAsync(host, run, Draft(2)));
        Assert.Equal("1", Assert.Single(await ListAsync(host)).ExternalId);
    }

    [Theory, EachDatabase]
    public async Task Save_WhileAnotherNodeStops_NothingIsWrittenOnceItsOwnNodeIsQuiet(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await using var writer = await host.JoinAsync();
        for (var round = 0; round < 15; round++)
        {
            var run = await writer.BeginRunAsync();
            var begun = new TaskCompletionSource();
            var prefix = round * 1_000;
            var writing = Task.Run(async () =>
            {
                for (var i = 0; ; i++)
                {
                    await SaveAsync(writer, run, Draft(prefix + i));
                    if (i == round % 4)
                        begun.TrySetResult();
                }
            });
            await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));

            Assert.True((await host.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None)).Succeeded);
            await writer.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
            await writer.Get<ActiveRuns>().QuietAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
            var after = await host.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None);

            await Assert.ThrowsAsync<GateRefusedException>(() => writing.WaitAsync(TimeSpan.FromSeconds(20)));
            Assert.Equal(after, await host.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None));
            await host.Get<JobEnder>().MarkLostAsync(job => job.Status == JobStatus.Running, "test", CancellationToken.None);
            var reset = await host.Get<SafetyCommands>().ResetAsync(Actors.Admin, "again", "RESET", (await host.SettingsAsync()).Version, CancellationToken.None);
            Assert.Equal(CommandStatus.Done, reset.Status);
        }
    }

    [Fact]
    public async Task SaveChanges_ItemThroughAPlainContext_Throws()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        var run = await host.BeginRunAsync();
        await SaveAsync(host, run, Draft(1));

        await using var context = await host.OpenAsync();
        context.Add(Item.Create("shop", "2", Draft(2), DateTime.UnixEpoch));
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
        Assert.Throws<InvalidOperationException>(() => context.SaveChanges());
        context.ChangeTracker.Clear();
        context.Remove(await context.Set<Item>().SingleAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
    }

    private static async Task<CoreHost> HostAsync(TestDatabase database)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        return host;
    }

    private static ItemDraft Draft(int number) => new() { ExternalId = $"{number}", Kind = "title", Title = $"Title {number}", Price = 10, Currency = "EUR", Status = "ongoing" };

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> ItemDraftAttributes(string name, string value) =>
        ItemDraft.NoAttributes.Add(name, value);

    private static Task<SavedBatch> SaveAsync(CoreHost host, GatedRun run, params ItemDraft[] drafts) =>
        host.Get<ItemStore>().SaveAsync(run, [.. drafts.Select(draft => new IdentifiedItem(draft.ExternalId!, draft))], CancellationToken.None);

    private static Task<IReadOnlyList<Item>> ListAsync(CoreHost host, ItemFilter? filter = null) =>
        host.Get<ItemQueries>().ListAsync(filter ?? new ItemFilter(), null, 1_000, CancellationToken.None);
}
