using Bunit;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Components.Pages.Jobs.Requests;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Jobs.Timings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class RequestWaterfallTests : BunitContext
{
    private static readonly DateTime Begin = new(2026, 12, 1, 4, 0, 0, DateTimeKind.Utc);

    public RequestWaterfallTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Render_Requests_AreInTheOrderInWhichTheyBegan()
    {
        var page = Render(
            (
                2,
                [
                    new RequestTiming("https://shop.example/b?page=2", Begin.AddMilliseconds(500), 100, 300, 100, 404, 2_048),
                    new RequestTiming("https://shop.example/a", Begin, 0, 400, 50, 200, 61_000),
                ]
            )
        );

        Assert.Equal(["/a", "/b?page=2"], page.FindAll("tbody .path").Select(path => path.TextContent));
        Assert.Equal(["200", "404"], page.FindAll("tbody .code").Select(code => code.TextContent));
        Assert.Equal(["450 ms", "500 ms"], page.FindAll("tbody .took").Select(took => took.TextContent));
        Assert.Equal("left:50%;width:10%", page.FindAll("tbody tr")[1].QuerySelector(".track .wait")!.GetAttribute("style"));
        Assert.Equal(
            "begins after 500 ms; waits 100 ms, server 300 ms, body 100 ms",
            page.FindAll("tbody .track")[1].GetAttribute("aria-label")
        );
    }

    [Fact]
    public async Task Render_Many_ShowsTheLastAndAllWhenAsked()
    {
        var page = Render((900, [.. Enumerable.Range(0, 100).Select(number => Timing(number))]));
        Assert.Equal("the last 30 of 900", page.Find(".note").TextContent);
        Assert.Equal("/70", page.Find("tbody .path").TextContent);

        await page.Find(".rest button").ClickAsync(new());

        Assert.Equal(100, page.FindAll("tbody tr").Count);
        Assert.Equal("the last 100 of 900", page.Find(".note").TextContent);
    }

    [Theory]
    [InlineData(false, false, "No request is on record.")]
    [InlineData(true, false, "It runs on another node")]
    [InlineData(true, true, "Nothing has been asked for yet.")]
    public void Render_None_SaysWhy(bool isLive, bool here, string words) =>
        Assert.Contains(words, Render(here ? (0, []) : null, isLive).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task JobPage_OfARunningJob_ShowsItsRequestsAsTheyCome()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        host.Core.Get<JobsInHand>().Take(job.Id);
        var timings = host.Core.Get<JobsInHand>().TimingsOf(job.Id)!;
        timings.Add(Timing(1));
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));
        page.WaitForAssertion(() => Assert.Equal("/1", page.Find(".waterfall .path").TextContent));

        timings.Add(Timing(2));

        page.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(["/1", "/2"], page.FindAll(".waterfall .path").Select(path => path.TextContent));
        });
    }

    private IRenderedComponent<RequestWaterfall> Render((int, IReadOnlyList<RequestTiming>)? timings, bool isLive = false) =>
        Render<RequestWaterfall>(parameters => parameters.Add(panel => panel.Timings, timings).Add(panel => panel.IsLive, isLive));

    private static RequestTiming Timing(int number) => new($"https://shop.example/{number}", Begin.AddSeconds(number), 0, 10, 1, 200, 100);
}
