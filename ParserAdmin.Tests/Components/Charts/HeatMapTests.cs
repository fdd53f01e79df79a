using Bunit;
using ParserAdmin.Components.Charts;
using Xunit;

namespace ParserAdmin.Tests.Components.Charts;

public sealed class HeatMapTests : IAsyncDisposable
{
    private readonly BunitContext _page = new();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public void Cells_FromNothingToTheFullestHour_AreShadedAndPastOnesHatched()
    {
        int?[] hours = [null, 0, 1, 50, 100, 12_000, .. Enumerable.Repeat<int?>(0, 18)];

        var map = Render(new HeatRow("Mon 2 Mar", hours, 1));

        Assert.Equal(
            ["past", "level-0 current", "level-1", "level-1", "level-1", "level-5"],
            map.FindAll("td").Take(6).Select(cell => cell.ClassName)
        );
        Assert.Equal("12k", map.FindAll("td")[5].TextContent.Trim());
        Assert.Equal("Mon 2 Mar, 05:00: 12,000 runs", map.FindAll("td")[5].GetAttribute("title"));
        Assert.Equal("12,151", map.Find("td.total").TextContent);
    }

    [Fact]
    public void Cells_FewRunsEverywhere_AreNotDark()
    {
        var map = Render(new HeatRow("Mon 2 Mar", [1, .. Enumerable.Repeat<int?>(0, 23)], null));

        Assert.Equal("level-1", map.Find("td").ClassName);
    }

    [Fact]
    public void Table_HasHeadingsForThoseWhoHearIt()
    {
        var map = Render(new HeatRow("Mon 2 Mar", [.. Enumerable.Repeat<int?>(2, 24)], null));

        Assert.Equal("Runs by hour", map.Find("caption").TextContent);
        Assert.Equal(26, map.FindAll("thead th[scope=col]").Count);
        Assert.Equal("Mon 2 Mar", map.Find("tbody th[scope=row]").TextContent);
    }

    private IRenderedComponent<HeatMap> Render(HeatRow row) =>
        _page.Render<HeatMap>(with => with.Add(map => map.Label, "Runs by hour").Add(map => map.Unit, "runs").Add(map => map.Rows, [row]));
}
