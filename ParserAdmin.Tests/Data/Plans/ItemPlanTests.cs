using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data.Plans;

/// <summary>As <see cref="ListPlanTests"/>, for items, which can be in four orders.</summary>
public sealed class ItemPlanTests
{
    private const int Page = 5;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly QueryPlans _plans = new();

    [Theory, EachDatabase]
    public async Task Items_EachFilterInEachOrder_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await _plans.OpenAsync(database);
        await host.AddAlikeItemsAsync(ListPlanRows.Many);
        var items = host.Get<ItemQueries>();
        var since = host.Clock.GetUtcNow().UtcDateTime.AddDays(-1);
        ItemFilter[] filters =
        [
            new(),
            new(SourceId: "shop"),
            new(Kind: "title"),
            new(Status: "sold"),
            new(Currency: "EUR"),
            new(Gone: true),
            new(Gone: false),
            new(ChangedSince: since),
            new(PriceFrom: 1, PriceTo: 100),
            new("shop", "title", "sold"),
            new("shop", "title", "sold", null, since, true, 1, 100, "EUR"),
            new("shop", "title", Gone: false, Currency: "EUR"),
        ];

        foreach (var filter in filters)
        {
            foreach (var sort in Enum.GetValues<ItemSort>())
            {
                var last = (await items.ListAsync(new ItemFilter(), sort, null, Page, None))[^1];
                await _plans.AssertIndexedAsync($"{filter} by {sort}", () => items.ListAsync(filter, sort, null, Page, None));
                await _plans.AssertIndexedAsync(
                    $"{filter} by {sort}, next",
                    () => items.ListAsync(filter, sort, ItemCursor.Of(last, sort), Page, None)
                );
            }

            await _plans.AssertIndexedAsync($"count of {filter}", () => items.CountAsync(filter, None));
            await _plans.AssertIndexedAsync($"facets of {filter}", () => host.Get<ItemFacetQueries>().ReadAsync(filter, None));
        }
    }

    /// <summary>Of a status that few items have these are fetched; along the titles all others would be passed over for them.</summary>
    [Fact]
    public async Task Items_FewThatFit_AreFetchedByTheirOwnIndex()
    {
        await using var host = await _plans.OpenAsync(TestDatabase.Sqlite);
        await host.AddAlikeItemsAsync(ListPlanRows.Many);
        var (few, many) = (new ItemFilter("shop", Status: "no such"), new ItemFilter("shop", Status: "sold"));

        var plans = await _plans.OfAsync(() => host.Get<ItemQueries>().ListAsync(few, ItemSort.Title, null, Page, None));
        Assert.True(plans[^1].Uses("ix_items_status_id"), plans[^1].ToString());

        plans = await _plans.OfAsync(() => host.Get<ItemQueries>().ListAsync(many, ItemSort.Title, null, Page, None));
        Assert.True(plans[^1].Uses("ix_items_title"), plans[^1].ToString());
    }

    /// <summary>The test itself sees what it is for.</summary>
    [Theory, EachDatabase]
    public async Task Plan_OfAQueryWithoutAnIndex_IsSeenToScanAndSort(TestDatabase database)
    {
        await using var host = await _plans.OpenAsync(database);
        await using var context = await host.OpenAsync();
        var jobs = context.Set<ParserJob>();

        var scan = await _plans.OfAsync(() =>
            jobs.Where(job => job.Actor == "olga").OrderByDescending(job => job.Attempt).Take(Page).ToListAsync()
        );
        var sort = await _plans.OfAsync(() =>
            jobs.Where(job => job.Status == JobStatus.Failed).OrderByDescending(job => job.Attempt).Take(Page).ToListAsync()
        );

        Assert.NotEmpty(Assert.Single(scan).Scans);
        Assert.NotEmpty(Assert.Single(scan).Sorts);
        Assert.Empty(Assert.Single(sort).Scans);
        Assert.NotEmpty(Assert.Single(sort).Sorts);
    }
}
