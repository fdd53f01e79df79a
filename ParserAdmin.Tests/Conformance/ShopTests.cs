using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.Conformance;

/// <summary>The origin's shop through definitions alone: exact, and asked for again only as far as it changed.</summary>
public sealed class ShopTests(ITestOutputHelper output)
{
    [OriginFact]
    public async Task Crawl_ByHtml_IsExactAndThenAsksOnlyForWhatChanged()
    {
        await using var rig = await CrawlRig.StartAsync(origin => ShopDefinitions.Html(origin));
        var first = await rig.RunAsync();
        Assert.True(first.ErrorMessage is null, first.ErrorMessage);
        output.WriteLine($"{first.Counts.Requests} requests in {first.Duration}");
        Assert.Equal((ShopDefinitions.Books, 0, 0), (first.Counts.ItemsNew, first.Counts.ItemsFailed, first.Counts.NotModified));
        ShopTruth.AssertEqual(await rig.ItemsAsync());

        await rig.Control.ResetAsync();
        await rig.Control.ReviseAsync(1, "£9.99");
        await rig.Control.RemoveAsync(458);
        var second = await rig.CountsAsync();
        Assert.Equal((0, 1, 1, ShopDefinitions.Books - 1), (second.ItemsNew, second.ItemsChanged, second.ItemsGone, second.ItemsSucceeded));
        Assert.Contains("\"price\"", Assert.Single(await rig.RevisionsAsync()).Changes, StringComparison.Ordinal);
        Assert.Equal("458", Assert.Single(await rig.ItemsAsync(), item => item.GoneAt is not null).ExternalId);

        // One book's page is not asked for any more; its category's page and that of the other book are not as they were. robots.txt is
        // known.
        Assert.Equal((first.Counts.Requests - 2, first.Counts.Requests - 4), (second.Requests, second.NotModified));
        Assert.All(await rig.Control.SeenAsync(), seen => Assert.True(seen.Conditional, seen.Path));

        var incremental = await rig.CountsAsync(mode: "incremental");
        Assert.InRange(incremental.Requests, 1, first.Counts.Requests / 10);
        Assert.Equal((0, 0, 0), (incremental.ItemsNew, incremental.ItemsChanged, incremental.ItemsFailed));
        output.WriteLine(
            $"then {second.Requests} requests in {second.NotModified} of which nothing had changed, and {incremental.Requests} for an "
                + $"incremental run"
        );
    }

    [OriginTheory]
    [InlineData("page", 21)]
    [InlineData("offset", 11)]
    [InlineData("cursor", 10)]
    public async Task Crawl_ByJson_IsExactAndFollowsEachChange(string way, int pages)
    {
        await using var rig = await CrawlRig.StartAsync(origin => ShopDefinitions.Json(origin, way));
        var first = await rig.CountsAsync();
        Assert.Equal((ShopDefinitions.Books, pages, pages), (first.ItemsNew, first.Pages, first.Requests - 1));
        ShopTruth.AssertEqual(await rig.ItemsAsync());
        await rig.Control.ResetAsync();

        var second = await rig.CountsAsync();
        Assert.Equal((0, 0, 0, ShopDefinitions.Books), (second.ItemsNew, second.ItemsChanged, second.ItemsGone, second.ItemsSucceeded));
        Assert.Equal((pages, pages), (second.Requests, second.NotModified));
        Assert.All(await rig.Control.SeenAsync(), seen => Assert.True(seen.Conditional, seen.Path));
        Assert.Equal(1, (await rig.CountsAsync(mode: "incremental")).Requests);

        await rig.Control.ReviseAsync(1, "£9.99");
        await rig.Control.RemoveAsync(458);
        var third = await rig.CountsAsync();
        Assert.Equal((0, 1, 1), (third.ItemsNew, third.ItemsChanged, third.ItemsGone));
        Assert.Contains("\"price\"", Assert.Single(await rig.RevisionsAsync()).Changes, StringComparison.Ordinal);
        Assert.Equal("458", Assert.Single(await rig.ItemsAsync(), item => item.GoneAt is not null).ExternalId);

        // The price is the old one again, and the book is back: one change, one return, nothing new.
        await rig.Control.ResetAsync();
        var back = await rig.CountsAsync();
        Assert.Equal((0, 1, 0), (back.ItemsNew, back.ItemsChanged, back.ItemsGone));
        Assert.Equal(2, (await rig.RevisionsAsync()).Count);
        Assert.Equal(1, await rig.LinesAsync("Back again: 1 items"));
        ShopTruth.AssertEqual(await rig.ItemsAsync());
    }
}
