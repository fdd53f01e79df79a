using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Items.Editing;

public sealed class ItemEditCommandsTests
{
    [Theory, EachDatabase]
    public async Task Edit_AField_IsHeldAgainstEveryRun_WithRevisionAndAudit(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var item = await SavedAsync(host);

        var edited = await EditAsync(host, item, Fields(("title", "The Sea"), ("creators", "Ann"), ("attributes.note", "mine")));
        var saved = await host.SaveItemsAsync(StoredItems.Draft("1", "Sea, again") with { Price = 1 });
        await using var run = await host.OpenRunAsync("shop");
        var corrected = await host.Get<ItemStore>()
            .CorrectAsync(
                run,
                [new ItemCorrection(item.Id, StoredItems.Draft("x", "Metadata's") with { Status = "completed" }, ["title", "status"])],
                BatchProgress.None,
                CancellationToken.None
            );

        Assert.True(edited.Succeeded, edited.Message);
        Assert.Equal((new SavedBatch(0, 1, 0), 1), (saved, corrected));
        var now = await FindAsync(host, item);
        Assert.Equal(
            ("The Sea", "Ann", "mine", 1m, "completed"),
            (now.Title, now.Creators[0], now.Attributes["note"], now.Price, now.Status)
        );
        Assert.Equal(["attributes.note", "creators", "title"], now.HeldFields);
        Assert.Equal(["status"], now.CorrectedFields);
        var revisions = await host.Get<ItemQueries>().RevisionsAsync(item.Id, CancellationToken.None);
        Assert.Equal((3, Actors.Operator.Name), (revisions.Count, Assert.Single(revisions, revision => revision.JobId is null).EditedBy));
        var entry = Assert.Single(await host.AuditAsync(), entry => entry.Action == "item.edit");
        Assert.Equal((AuditOutcome.Succeeded, item.Id.ToString()), (entry.Outcome, entry.EntityId));
        Assert.Contains("\"title\":\"Sea\"", entry.Before, StringComparison.Ordinal);
        Assert.Contains("\"title\":\"The Sea\"", entry.After, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Save_NothingButHeldFieldsDiffer_ChangesNothing(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var item = await SavedAsync(host);
        await EditAsync(host, item, Fields(("title", "The Sea")));

        Assert.Equal(new SavedBatch(0, 0, 1), await host.SaveItemsAsync(StoredItems.Draft("1", "Sea")));
        Assert.Equal(new SavedBatch(0, 0, 1), await host.SaveItemsAsync(StoredItems.Draft("1", "Sea, again")));

        Assert.Equal(("The Sea", item.FirstSeenAt), ((await FindAsync(host, item)).Title, (await FindAsync(host, item)).FirstSeenAt));
        Assert.Single(await host.Get<ItemQueries>().RevisionsAsync(item.Id, CancellationToken.None));
        Assert.Equal(
            item.Id,
            Assert.Single(await host.Get<ItemQueries>().ListAsync(new ItemFilter(Text: "the sea"), null, 10, CancellationToken.None)).Id
        );
    }

    [Theory, EachDatabase]
    public async Task Release_AField_TheNextRunTakesWhatTheSiteSays(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var item = await SavedAsync(host);
        await EditAsync(host, item, Fields(("title", "The Sea"), ("status", "")));

        await EditAsync(host, item, new ItemEdit(new Dictionary<string, IReadOnlyList<string>>(), ["title"]));
        Assert.Equal("The Sea", (await FindAsync(host, item)).Title);
        await host.SaveItemsAsync(StoredItems.Draft("1", "Sea"));

        var now = await FindAsync(host, item);
        Assert.Equal(("Sea", null), (now.Title, now.Status));
        Assert.Equal(["status"], now.HeldFields);
    }

    [Fact]
    public async Task Edit_WhatMayNotBe_IsRefusedAndChangesNothing()
    {
        await using var host = await CoreHost.CreateAsync();
        var item = await SavedAsync(host);

        Assert.Equal(
            CommandStatus.Forbidden,
            (await host.Get<ItemEditCommands>().EditAsync(Actors.Viewer, item.Id, Fields(("title", "x")), CancellationToken.None)).Status
        );
        Assert.Equal(
            CommandStatus.NotFound,
            (
                await host.Get<ItemEditCommands>()
                    .EditAsync(Actors.Operator, Guid.NewGuid(), Fields(("title", "x")), CancellationToken.None)
            ).Status
        );
        Assert.Equal(CommandStatus.Invalid, (await EditAsync(host, item, Fields())).Status);
        Assert.Equal(CommandStatus.Invalid, (await EditAsync(host, item, new ItemEdit(Fields(("title", "x")).Fields, ["title"]))).Status);
        Assert.Equal(CommandStatus.Unprocessable, (await EditAsync(host, item, new ItemEdit(Fields().Fields, ["title"]))).Status);
        foreach (
            var (field, value) in ((string, string)[])
                [
                    ("title", " "),
                    ("price", "cheap"),
                    ("price", "999999999999999"),
                    ("currency", "Euro"),
                    ("publishedAt", "yesterday"),
                    ("seriesNumber", "first"),
                    ("imageUrl", "javascript:x"),
                    ("url", "https://x.example/"),
                    ("externalId", "2"),
                    ("kind", "x"),
                    ("attributes.a b", "x"),
                    ("nonsense", "x"),
                    ("title", new string('x', 1001)),
                ]
        )
        {
            Assert.Equal((field, CommandStatus.Unprocessable), (field, (await EditAsync(host, item, Fields((field, value)))).Status));
        }

        var now = await FindAsync(host, item);
        Assert.Equal(("Sea", 0), (now.Title, now.HeldFields.Count));
    }

    [Fact]
    public async Task Edit_TheSameAgain_IsNoChange()
    {
        await using var host = await CoreHost.CreateAsync();
        var item = await SavedAsync(host);

        await EditAsync(host, item, Fields(("title", "The Sea")));
        await EditAsync(host, item, Fields(("title", "The Sea")));

        Assert.Single(await host.AuditAsync(), entry => entry.Action == "item.edit");
    }

    private static ItemEdit Fields(params (string Field, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Field, IReadOnlyList<string> (field) => [field.Value]), []);

    private static Task<CommandResult<Item>> EditAsync(CoreHost host, Item item, ItemEdit edit) =>
        host.Get<ItemEditCommands>().EditAsync(Actors.Operator, item.Id, edit, CancellationToken.None);

    private static async Task<Item> SavedAsync(CoreHost host)
    {
        await host.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        return Assert.Single(await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None));
    }

    private static async Task<Item> FindAsync(CoreHost host, Item item) =>
        (await host.Get<ItemQueries>().FindAsync(item.Id, CancellationToken.None))!;
}
