using ParserAdmin.Demo.Data;
using Xunit;

namespace ParserAdmin.Tests.Demo;

public sealed class DemoTruthTests
{
    [Fact]
    public async Task Truth_AtATime_IsThatOfTheModel()
    {
        await using var host = await DemoHost.StartAsync();
        var model = DemoCatalogue.At(new DateTime(2026, 1, 1));

        var truth = (await host.JsonAsync("/demo/truth.json?at=2026-01-01T00:00Z")).EnumerateArray().ToList();

        Assert.Equal(model.Titles.Select(title => title.Price.Amount), truth.Select(title => title.GetProperty("price").GetDecimal()));
        Assert.Equal(
            model.Titles.Select(title => title.Episodes.Count),
            truth.Select(title => title.GetProperty("episodes").GetArrayLength())
        );
        Assert.Equal(
            [DemoCatalogue.BrokenId],
            truth.Where(title => title.GetProperty("broken").GetBoolean()).Select(title => title.GetProperty("id").GetString()!)
        );
    }

    [Fact]
    public async Task Truth_AfterAMinute_Moves()
    {
        await using var host = await DemoHost.StartAsync();
        var before = await host.Client.GetStringAsync("/demo/truth.json");
        host.Clock.Utc = host.Clock.Utc.AddMinutes(1);

        Assert.NotEqual(before, await host.Client.GetStringAsync("/demo/truth.json"));
    }
}
