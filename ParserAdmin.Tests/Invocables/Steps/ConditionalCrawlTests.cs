using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

/// <summary>What a 304 means to a crawl: the page is as it was, and so is all that stands on it.</summary>
public sealed class ConditionalCrawlTests
{
    [Theory, EachDatabase]
    public async Task Crawl_NothingChanged_Asks304sAndChangesNothing(TestDatabase database)
    {
        await using var shop = await TaggedShop.StartAsync();
        await using var host = await HostAsync(shop, database);
        var first = await CrawlAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(1));
        var began = host.Clock.GetUtcNow().UtcDateTime;

        var second = await CrawlAsync(host);

        Assert.Equal((12, 0, 15), (first.ItemsNew, first.NotModified, first.Requests - 1));
        Assert.Equal((0, 0, 0, 12), (second.ItemsNew, second.ItemsChanged, second.ItemsGone, second.ItemsSucceeded));
        Assert.Equal((15, 15, 0L), (second.Requests, second.NotModified, second.Bytes));
        Assert.All(
            await ItemsAsync(host),
            item => Assert.True(item.LastSeenAt >= began && item.GoneAt is null && item.LastChangedAt < began)
        );
    }

    [Fact]
    public async Task Crawl_OnePriceChangedAndOneThingRemoved_IsOneRevisionAndOneGone()
    {
        await using var shop = await TaggedShop.StartAsync();
        await using var host = await HostAsync(shop, TestDatabase.Sqlite);
        await CrawlAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(1));
        shop.Prices[2] = 999;
        shop.Prices.Remove(7);

        var second = await CrawlAsync(host);

        Assert.Equal((0, 1, 1), (second.ItemsNew, second.ItemsChanged, second.ItemsGone));
        Assert.Equal((14, 12), (second.Requests, second.NotModified));
        Assert.Equal("7", Assert.Single(await ItemsAsync(host), item => item.GoneAt is not null).ExternalId);
    }

    [Fact]
    public async Task Crawl_ItemDeletedHere_ComesBackThoughItsPageIsUnchanged()
    {
        await using var shop = await TaggedShop.StartAsync();
        await using var host = await HostAsync(shop, TestDatabase.Sqlite);
        await CrawlAsync(host);
        await host.SqlAsync("DELETE FROM items WHERE external_id = '5'");
        host.Clock.Advance(TimeSpan.FromHours(1));

        var second = await CrawlAsync(host);

        Assert.Equal((1, 0, 15), (second.ItemsNew, second.ItemsGone, second.NotModified));
    }

    /// <summary>The listing has no titles; what it has is as it was.</summary>
    [Fact]
    public async Task Crawl_Incremental_AsksForNoPageOfAKnownThing()
    {
        await using var shop = await TaggedShop.StartAsync();
        await using var host = await HostAsync(shop, TestDatabase.Sqlite);
        await CrawlAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(1));

        var second = await CrawlAsync(host, new JobParameters(Mode: "incremental"));

        Assert.Equal((TaggedShop.Pages, 12, 0, 0), (second.Requests, second.ItemsSucceeded, second.ItemsChanged, second.ItemsFailed));
    }

    private static Task<CoreHost> HostAsync(TaggedShop shop, TestDatabase database) =>
        CoreHostCrawls.CreateAsync(shop.Yaml, services => services.Allow(shop.Port), database);

    private static async Task<JobCounts> CrawlAsync(CoreHost host, JobParameters? parameters = null)
    {
        var job = await host.RunAsync(parameters: parameters);
        Assert.True(job.Status == JobStatus.Succeeded, job.ErrorMessage);
        return job.Counts;
    }

    private static Task<IReadOnlyList<Item>> ItemsAsync(CoreHost host) =>
        host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 100, CancellationToken.None);
}
