using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.SqlServer;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data;

public sealed class BulkInsertTests
{
    [Theory, EachDatabase]
    public async Task AddMissing_SomeAreThere_AddsTheOthersAndChangesNone(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        Assert.Equal(2, await AddAsync(host, "first", 1, 2));

        // More than one statement takes.
        Assert.Equal(298, await AddAsync(host, "second", [.. Enumerable.Range(1, 300)]));

        var items = await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 1_000, CancellationToken.None);
        Assert.Equal(300, items.Select(item => item.ExternalId).Distinct().Count());
        Assert.Equal(["1", "2"], items.Where(item => item.Title == "first").Select(item => item.ExternalId).Order());
    }

    [PostgresFact]
    public async Task AddMissing_TwoTransactionsAtOnce_TheSecondWaitsAndAddsOnlyWhatTheFirstDidNot()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var context = await host.OpenAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        Assert.Equal(2, await new BulkInsert<Item>(context).AddMissingAsync(Items("first", 1, 2), CancellationToken.None));

        var second = AddAsync(host, "second", 2, 3);
        await transaction.CommitAsync();

        Assert.Equal(1, await second);
    }

    [Fact]
    public void InsertMissing_SqlServer_MergesUnderARangeLock() =>
        Assert.Equal(
            """
            MERGE [items] WITH (HOLDLOCK) AS known USING (VALUES (@p0, @p1), (@p2, @p3)) AS fresh ([id], [name])
            ON known.[id] = fresh.[id]
            WHEN NOT MATCHED THEN INSERT ([id], [name]) VALUES (fresh.[id], fresh.[name]);
            """,
            new SqlServerDialect().InsertMissing("[items]", ["[id]", "[name]"], ["[id]"], "(@p0, @p1), (@p2, @p3)")
        );

    private static async Task<int> AddAsync(CoreHost host, string title, params int[] numbers)
    {
        await using var context = await host.OpenAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var added = await new BulkInsert<Item>(context).AddMissingAsync(Items(title, numbers), CancellationToken.None);
        await transaction.CommitAsync();
        return added;
    }

    private static List<Item> Items(string title, params int[] numbers) =>
        [
            .. numbers.Select(number =>
                Item.Create(
                    "shop",
                    $"{number}",
                    new ItemDraft { Kind = "title", Title = title },
                    new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)
                )
            ),
        ];
}
