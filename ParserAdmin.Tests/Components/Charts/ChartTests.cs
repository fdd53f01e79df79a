using Bunit;
using ParserAdmin.Components.Charts;
using Xunit;

namespace ParserAdmin.Tests.Components.Charts;

public sealed class ChartTests : IAsyncDisposable
{
    private readonly BunitContext _page = new();

    public ChartTests() => _page.JSInterop.Mode = JSRuntimeMode.Loose;

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Theory]
    [InlineData(0, "2")]
    [InlineData(3, "4")]
    [InlineData(5, "10")]
    [InlineData(11, "20")]
    [InlineData(4001, "10,000")]
    public void Bars_ScaleEndsInARoundNumberThatCanBeHalved(double most, string top)
    {
        var chart = _page.Render<BarChart>(with =>
            with.Add(bars => bars.Label, "runs").Add(bars => bars.Bars, [new Bar("a", "/a", null, [new BarPart("good", most)])])
        );

        Assert.Equal(top, chart.Find(".scale span").TextContent);
    }

    [Fact]
    public async Task Bars_AreOneStopOfTheTabKeyAndTheArrowsGoOn()
    {
        var bars = Enumerable.Range(0, 3).Select(at => new Bar($"bar {at}", $"/{at}", null, [new BarPart("bad", at)])).ToList();
        var chart = _page.Render<BarChart>(with => with.Add(chart => chart.Label, "runs").Add(chart => chart.Bars, bars));
        Assert.Equal(["-1", "-1", "0"], chart.FindAll("a").Select(bar => bar.GetAttribute("tabindex")));

        await chart.Find(".bars").KeyDownAsync("ArrowRight");
        await chart.Find(".bars").KeyDownAsync("ArrowLeft");

        Assert.Equal(["-1", "0", "-1"], chart.FindAll("a").Select(bar => bar.GetAttribute("tabindex")));
        Assert.Equal("bar 1", chart.FindAll("a")[1].GetAttribute("aria-label"));
        Assert.Equal("height: 100%", chart.FindAll(".part")[^1].GetAttribute("style"));
    }

    [Fact]
    public void Steps_AValueHoldsUntilTheNext_AndAGapIsNoLine()
    {
        var from = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var chart = _page.Render<StepChart>(with =>
            with.Add(steps => steps.Label, "price")
                .Add(steps => steps.From, from)
                .Add(steps => steps.To, from.AddDays(10))
                .Add(
                    steps => steps.Points,
                    [
                        new StepPoint(from, 10, "10 at first"),
                        new StepPoint(from.AddDays(2), 20, "then 20"),
                        new StepPoint(from.AddDays(4), null, "then none"),
                        new StepPoint(from.AddDays(8), 10, "10 again"),
                    ]
                )
                .Add(steps => steps.Spans, [new StepSpan(from, from.AddDays(5), "good", "new", "new for five days")])
        );

        Assert.Equal("M0 92 L20 92 L20 8 L40 8 M80 92 L100 92 ", chart.Find(".step-line").GetAttribute("d"));
        Assert.Equal(["20", "10"], chart.FindAll(".scale span").Select(value => value.TextContent));
        Assert.Equal(["10 at first", "then 20", "10 again"], chart.FindAll(".area li").Select(point => point.TextContent));
        Assert.Equal("left: 0%; width: 50%", chart.Find(".spans li").GetAttribute("style"));
    }

    [Fact]
    public void Sparkline_NoData_IsAFlatLineWithItsWords()
    {
        var line = _page.Render<Sparkline>(with => with.Add(spark => spark.Data, []).Add(spark => spark.Label, "runs by the hour"));

        Assert.Equal("M0 30 L100 30", line.Find(".spark-line").GetAttribute("d"));
        Assert.Equal(("img", "runs by the hour"), (line.Find("svg").GetAttribute("role"), line.Find("svg").GetAttribute("aria-label")));
    }

    [Fact]
    public void Sparkline_Data_BeginsLeftAndReachesItsTop()
    {
        var line = _page.Render<Sparkline>(with => with.Add(spark => spark.Data, [0, 5, 10]).Add(spark => spark.Label, "runs"));

        Assert.Equal("M0 30 L50 16.5 L100 3", line.Find(".spark-line").GetAttribute("d"));
    }

    [Fact]
    public void Timeline_MarksLieWhereTheyWereAndAreCutAtTheEdges()
    {
        var from = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
        var row = new TimelineRow(
            "Shop",
            "portal/jobs?source=shop",
            "Shop: one run",
            [
                new TimelineMark("good", from.AddHours(-1), from.AddMinutes(30), "ran", "portal/jobs/1"),
                new TimelineMark("next", from.AddMinutes(75), from.AddMinutes(75), "comes"),
            ]
        );

        var chart = _page.Render<Timeline>(with =>
            with.Add(line => line.Label, "runs")
                .Add(line => line.Rows, [row])
                .Add(line => line.From, from)
                .Add(line => line.To, from.AddHours(2))
                .Add(line => line.Now, from.AddHours(1))
        );

        var ran = chart.Find("a.mark");
        Assert.Equal(
            ("left: 0%; width: 25%", "ran", "0"),
            (ran.GetAttribute("style"), ran.GetAttribute("aria-label"), ran.GetAttribute("tabindex"))
        );
        Assert.Equal("left: 62.5%; width: 0%", chart.Find("i.mark").GetAttribute("style"));
        Assert.Equal("Shop: one run", chart.Find(".track").GetAttribute("aria-label"));
        Assert.Equal(["12:15", "12:30", "12:45", "13:15", "13:30", "13:45"], chart.FindAll(".tick").Select(tick => tick.TextContent));
    }

    [Theory]
    [InlineData(null, "unknown")]
    [InlineData(900L, "900 B")]
    [InlineData(1536L, "1.5 KiB")]
    [InlineData(65_926_938_624L, "61.4 GiB")]
    [InlineData(214_748_364_800L, "200 GiB")]
    public void Bytes_AreWrittenInTheLargestUnit(long? bytes, string words) => Assert.Equal(words, ChartText.Bytes(bytes));
}
