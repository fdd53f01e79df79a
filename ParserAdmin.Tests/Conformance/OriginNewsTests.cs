using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Progress;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Conformance;

/// <summary>The origin's growing feed, its channel, and its front page in another layout, by the tasks that read them.</summary>
public sealed class OriginNewsTests
{
    [OriginFact]
    public async Task Scrape_AFeedThatGrows_BringsEachPostOnce()
    {
        // By itself the feed grows by one with each request.
        await using var rig = await CrawlRig.StartAsync(origin => Feed(origin, "live/feed.xml"));
        for (var run = 1; run <= 2; run++)
        {
            var grown = await rig.CountsAsync("listing-scrape");
            Assert.Equal((run, 1, 0), (grown.ItemsProcessed, grown.ItemsNew, grown.ItemsChanged));
        }

        await rig.SaveAsync(Feed(rig.Origin.Address, "live/feed.xml?n=30"));
        var leap = await rig.CountsAsync("listing-scrape");
        var same = await rig.CountsAsync("listing-scrape");
        var afterNothing = await rig.StateAsync("updates");
        await rig.SaveAsync(Feed(rig.Origin.Address, "live/feed.xml?n=33"));
        var later = await rig.CountsAsync("listing-scrape");

        Assert.Equal((20, 0, 3), (leap.ItemsNew, same.ItemsNew, later.ItemsNew));
        Assert.Equal((1, 1), (same.NotModified, afterNothing.EmptyTicks));
        var state = await rig.StateAsync("updates");
        Assert.Equal((TimeSpan.FromHours(3), null, 0), (state.HighWater - afterNothing.HighWater, state.Mark, state.EmptyTicks));
        Assert.All(await rig.ItemsAsync(), item => Assert.Equal("listing", item.Kind));
    }

    [OriginFact]
    public async Task Parse_AChannelByItsLinksBack_BringsAllItsMessages()
    {
        await using var rig = await CrawlRig.StartAsync(Channel);
        var first = await rig.CountsAsync("channel-parse");
        var second = await rig.CountsAsync("channel-parse");

        var ids = SharedData
            .Json("telegram/cases.json")
            .EnumerateArray()
            .Where(one => one.GetProperty("kind").GetString() == "message")
            .Select(one => one.GetProperty("expected"))
            .Where(one => one.GetProperty("channel").GetString() == "tchantest")
            .Select(one => $"{one.GetProperty("id").GetInt32()}");
        Assert.Equal(
            ids.Order(StringComparer.Ordinal),
            (await rig.ItemsAsync()).Select(item => item.ExternalId).Order(StringComparer.Ordinal)
        );
        Assert.Equal((3, 0, 0), (first.Pages, second.ItemsNew, second.ItemsChanged));

        // Ten known ones in a row are on the first two pages.
        Assert.Equal(2, second.Pages);
    }

    [OriginFact]
    public async Task Crawl_TheFrontPageInAnotherLayout_TouchesNothingUntilAPersonAcceptsIt()
    {
        await using var rig = await CrawlRig.StartAsync(origin => Categories(origin, "books"));
        Assert.Equal(10, (await rig.CountsAsync()).ItemsNew);
        var before = await rig.ItemsAsync();
        await rig.SaveAsync(Categories(rig.Origin.Address, "f/layout"));

        var job = await rig.RunAsync();

        Assert.Equal((JobStatus.Failed, ErrorClass.LayoutChanged), (job.Status, job.ErrorClass));
        Assert.Contains("0 rows; it usually has 10", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (job.Counts.ItemsChanged, job.Counts.ItemsGone, job.Counts.ItemsProcessed));
        Assert.Equal(before.Select(Told), (await rig.ItemsAsync()).Select(Told));
        Assert.NotNull((await rig.StateAsync()).QuarantinedAt);
        Assert.Contains(await rig.Host.AuditAsync(), entry => entry is { Action: "source.quarantine", EntityId: "shop/catalog" });

        var accepted = await rig
            .Host.Get<LayoutCommands>()
            .AcceptAsync(Actors.Operator, "shop", "catalog", "The site has no categories any more", CancellationToken.None);
        Assert.True(accepted.Succeeded, accepted.Message);
        await rig.CountsAsync();
        Assert.Null((await rig.StateAsync()).QuarantinedAt);

        static string Told(Core.Items.Item item) =>
            $"{item.ExternalId} {item.Title} {item.LastSeenAt:O} {item.LastChangedAt:O} {item.GoneAt:O}";
    }

    private static string Feed(Uri origin, string path) =>
        $$"""
            version: 1
            id: shop
            name: Newest listings
            kind: listing
            links: ["{{origin}}"]
            identity: externalId
            fetch: { delay: 0s }
            paths:
              updates:
                path: {{path}}
                response: feed
                fields:
                  externalId: { selector: id }
                  title: { selector: title }
                  url: { selector: link, filters: [url] }
                  publishedAt: { selector: published, filters: [date] }

            """;

    private static string Channel(Uri origin) =>
        $$"""
            version: 1
            id: shop
            name: A channel
            kind: channel
            links: ["{{origin}}"]
            identity: externalId
            fetch: { delay: 0s }
            paths:
              updates:
                path: s/tchantest
                rows: { selector: ".tgme_widget_message[data-post]" }
                fields:
                  externalId: { attribute: data-post, filters: [{ split: { separator: "/", index: 1 } }] }
                  title: { selector: .js-message_text, default: (no text) }
                  publishedAt: { selector: ".tgme_widget_message_date time", attribute: datetime, filters: [date] }
                pagination: { next: { selector: "link[rel=prev]" } }

            """;

    /// <summary>The shop's categories themselves as a catalogue.</summary>
    private static string Categories(Uri origin, string path) =>
        $$"""
            version: 1
            id: shop
            name: Categories
            kind: catalog
            links: ["{{origin}}"]
            identity: externalId
            fetch: { delay: 0s }
            paths:
              catalog:
                path: {{path}}
                rows: { selector: li.category-li }
                fields:
                  externalId: { selector: a, attribute: href, filters: [{ regex: '(\d+)$' }] }
                  title: { selector: a }

            """;
}
