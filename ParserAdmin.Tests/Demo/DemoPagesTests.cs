using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using ParserAdmin.Demo.Data;
using Xunit;

namespace ParserAdmin.Tests.Demo;

public sealed class DemoPagesTests
{
    [Fact]
    public async Task Catalogue_FollowingNext_ReachesEveryTitleOnce()
    {
        await using var host = await DemoHost.StartAsync();
        var found = new List<string>();
        var pages = 0;
        for (string? path = "/demo/catalogue"; path is not null; pages++)
        {
            var page = await host.PageAsync(path);
            found.AddRange(page.QuerySelectorAll("article.title").Select(row => row.GetAttribute("data-id")!));
            path = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(13, pages);
        Assert.Equal(DemoCatalogue.At(host.Clock.Utc).Titles.Select(title => title.Work.Id), found);
    }

    [Fact]
    public async Task Catalogue_Row_SaysWhatTheTruthSays()
    {
        await using var host = await DemoHost.StartAsync();
        var truth = await host.JsonAsync("/demo/truth.json");
        var rows = (await host.PageAsync("/demo/catalogue?page=2")).QuerySelectorAll("article.title").ToList();

        Assert.Equal(24, rows.Count);
        foreach (var (row, title) in rows.Zip(truth.EnumerateArray().Skip(24)))
        {
            Assert.Equal(Text(title, "title"), row.QuerySelector("h2 a")!.TextContent);
            Assert.Equal(Text(title, "url"), row.QuerySelector("h2 a")!.GetAttribute("href"));
            Assert.Equal(Text(title, "poster"), row.QuerySelector("img")!.GetAttribute("src"));
            Assert.Equal(Text(title, "status"), row.QuerySelector(".status")!.TextContent);
            Assert.Equal(
                $"€ {title.GetProperty("price").GetDecimal().ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)}",
                row.QuerySelector(".price")!.TextContent
            );
        }
    }

    [Fact]
    public async Task Title_EveryOne_SaysWhatTheTruthSays()
    {
        await using var host = await DemoHost.StartAsync();
        foreach (var title in (await host.JsonAsync("/demo/truth.json")).EnumerateArray())
        {
            var page = await host.PageAsync(Text(title, "url")!);
            var main = page.QuerySelector("main.title");
            if (title.GetProperty("broken").GetBoolean())
            {
                Assert.Null(main);
                continue;
            }

            Assert.Equal(Text(title, "title"), main!.QuerySelector("h1")!.TextContent);
            Assert.Equal(Text(title, "description"), main.QuerySelector(".description")!.TextContent);
            Assert.Equal(Text(title, "status"), main.QuerySelector(".status")!.TextContent, ignoreCase: true);
            Assert.Equal(Text(title, "published"), main.QuerySelector("time.published")!.GetAttribute("datetime"));
            Assert.Equal(Text(title, "series"), main.QuerySelector("a.series")?.TextContent);
            Assert.Equal(title.GetProperty("seriesNumber").ToString(), main.QuerySelector(".series-number")?.TextContent ?? "");
            Assert.Equal(Texts(title, "creators"), main.QuerySelectorAll(".creators li").Select(entry => entry.TextContent));
            Assert.Equal(Texts(title, "genres"), main.QuerySelectorAll(".genres li").Select(entry => entry.TextContent));
            Assert.Equal(
                title
                    .GetProperty("episodes")
                    .EnumerateArray()
                    .Select(one => (Text(one, "id"), one.GetProperty("number").ToString(), Text(one, "title"), Text(one, "aired"))),
                main.QuerySelectorAll("ol.episodes > li")
                    .Select(one =>
                        (
                            one.GetAttribute("data-id"),
                            one.GetAttribute("data-number")!,
                            one.QuerySelector(".episode")?.TextContent,
                            one.QuerySelector("time")?.GetAttribute("datetime")
                        )
                    )
            );
        }
    }

    [Fact]
    public async Task Title_Broken_Answers200WithoutTheTitle()
    {
        await using var host = await DemoHost.StartAsync();
        var answer = await host.Client.GetAsync($"/demo/titles/{DemoCatalogue.BrokenId}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("class=\"title\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/demo/titles/t-9999")]
    [InlineData("/demo/posters/t-9999.png")]
    [InlineData("/demo/series/s-99")]
    [InlineData("/demo/catalogue?page=14")]
    [InlineData("/demo/catalogue?page=0")]
    [InlineData("/demo/catalogue?page=two")]
    [InlineData("/demo/nowhere/at/all")]
    public async Task Page_Unknown_Answers404(string path)
    {
        await using var host = await DemoHost.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("/demo")]
    [InlineData("/demo/")]
    [InlineData("/demo/catalogue")]
    [InlineData("/demo/titles/t-0019")]
    [InlineData("/demo/series/s-01")]
    [InlineData("/demo/log")]
    public async Task Page_Any_HoldsNoScriptAndNoInlineStyle(string path)
    {
        await using var host = await DemoHost.StartAsync();
        var answer = await host.Client.GetAsync(path);
        var page = await host.PageAsync(path);

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Empty(page.QuerySelectorAll("script, style, [style]"));
        Assert.Single(page.QuerySelectorAll("link"), link => link.GetAttribute("href") == "/demo/style.css");
        Assert.Single(page.QuerySelectorAll("h1"));
    }

    [Theory]
    [InlineData("/demo/catalogue?page=3")]
    [InlineData("/demo/titles/t-0001")]
    [InlineData("/demo/posters/t-0001.png")]
    [InlineData("/demo/style.css")]
    public async Task Page_KnownToTheCaller_Answers304(string path)
    {
        await using var host = await DemoHost.StartAsync();
        var first = await host.Client.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.True(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, (await host.Client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Catalogue_AMinuteLater_HasNewTagsAndDates()
    {
        await using var host = await DemoHost.StartAsync();
        var first = await TagsAsync(host);
        host.Clock.Utc = host.Clock.Utc.AddMinutes(1);
        var second = await TagsAsync(host);
        var changed = first.Zip(second).Where(pair => pair.First.Tag != pair.Second.Tag).ToList();

        Assert.NotEmpty(changed);
        Assert.All(changed, pair => Assert.True(pair.Second.Date > pair.First.Date));
        Assert.All(first.Zip(second).Except(changed), pair => Assert.Equal(pair.First, pair.Second));
    }

    private static async Task<List<(string? Tag, DateTimeOffset? Date)>> TagsAsync(DemoHost host)
    {
        var tags = new List<(string?, DateTimeOffset?)>();
        for (var page = 1; page <= DemoCatalogue.PageCount; page++)
        {
            var answer = await host.GetAsync($"/demo/catalogue?page={page}");
            tags.Add((answer.Headers.ETag?.Tag, answer.Content.Headers.LastModified));
        }

        return tags;
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static IEnumerable<string?> Texts(JsonElement of, string name) =>
        of.GetProperty(name).EnumerateArray().Select(one => one.GetString());
}
