using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Items;

public sealed class ItemCommandsTests
{
    private static readonly ItemFilter Sea = new(Text: "sea");

    [Theory, EachDatabase]
    public async Task Delete_WithTheCountAgreed_DeletesThemInAuditedBatches(TestDatabase database)
    {
        await using var host = await FilledAsync(database, ItemCommands.BatchSize + 20);
        var commands = host.Get<ItemCommands>();

        Assert.Equal(ItemCommands.BatchSize + 20, (await commands.CountAsync(Actors.Admin, Sea, CancellationToken.None)).Value!.Matching);
        var done = await commands.DeleteAsync(Actors.Admin, Sea, ItemCommands.BatchSize + 20, "a test", null, CancellationToken.None);

        Assert.Equal(ItemCommands.BatchSize + 20, done.Value!.Deleted);
        Assert.Equal(
            "land",
            Assert.Single(await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None)).ExternalId
        );
        Assert.Equal(
            2,
            (await host.AuditAsync()).Count(entry => entry is { Action: "item.delete", Outcome: AuditOutcome.Succeeded, Reason: "a test" })
        );
    }

    [Fact]
    public async Task Delete_AnotherCountOrNoReason_DeletesNothing()
    {
        await using var host = await FilledAsync(TestDatabase.Sqlite, 3);
        var commands = host.Get<ItemCommands>();

        Assert.Equal(
            CommandStatus.Conflict,
            (await commands.DeleteAsync(Actors.Admin, Sea, 2, "a test", null, CancellationToken.None)).Status
        );
        Assert.Equal(CommandStatus.Invalid, (await commands.DeleteAsync(Actors.Admin, Sea, 3, " ", null, CancellationToken.None)).Status);
        Assert.Equal(
            CommandStatus.Forbidden,
            (await commands.DeleteAsync(Actors.Operator, Sea, 3, "a test", null, CancellationToken.None)).Status
        );
        Assert.Equal(CommandStatus.Forbidden, (await commands.CountAsync(Actors.Operator, Sea, CancellationToken.None)).Status);

        Assert.Equal(4, await host.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None));
    }

    private static async Task<CoreHost> FilledAsync(TestDatabase database, int count)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.SaveItemsAsync([
            StoredItems.Draft("land", "Land"),
            .. Enumerable.Range(1, count).Select(number => StoredItems.Draft($"{number}", $"Sea {number}")),
        ]);
        return host;
    }
}
