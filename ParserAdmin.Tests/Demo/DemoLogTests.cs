using System.Net;
using Xunit;

namespace ParserAdmin.Tests.Demo;

public sealed class DemoLogTests
{
    [Fact]
    public async Task Log_Pages_AreRecordedWithTimeStatusAndAgent()
    {
        await using var host = await DemoHost.StartAsync();
        host.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Tester/1.0");
        await host.Client.GetAsync("/demo/catalogue?page=2");
        host.Clock.Utc = host.Clock.Utc.AddMilliseconds(7);
        await host.Client.GetAsync("/demo/titles/none");

        var entries = (await host.JsonAsync("/demo/log.json"))
            .EnumerateArray()
            .Select(one =>
                (
                    one.GetProperty("time").GetString(),
                    one.GetProperty("method").GetString(),
                    one.GetProperty("path").GetString(),
                    one.GetProperty("status").GetInt32(),
                    one.GetProperty("userAgent").GetString()
                )
            );

        Assert.Equal(
            [
                ("2026-05-04T13:37:12.345Z", "GET", "/demo/catalogue?page=2", 200, "Tester/1.0"),
                ("2026-05-04T13:37:12.352Z", "GET", "/demo/titles/none", 404, "Tester/1.0"),
            ],
            entries
        );
    }

    [Fact]
    public async Task Log_AidsAndPosters_AreNotRecorded()
    {
        await using var host = await DemoHost.StartAsync();
        foreach (var path in new[] { "log", "log.json", "truth.json", "style.css", "posters/t-0001.png" })
            await host.Client.GetAsync($"/demo/{path}");

        Assert.Equal(0, (await host.JsonAsync("/demo/log.json")).GetArrayLength());
    }

    [Fact]
    public async Task Log_Since_LeavesOutWhatWasBefore()
    {
        await using var host = await DemoHost.StartAsync();
        await host.Client.GetAsync("/demo/");
        host.Clock.Utc = host.Clock.Utc.AddSeconds(1);
        await host.Client.GetAsync("/demo/catalogue");

        var entries = await host.JsonAsync("/demo/log.json?since=2026-05-04T13:37:13.345Z");

        Assert.Equal("/demo/catalogue", Assert.Single(entries.EnumerateArray()).GetProperty("path").GetString());
    }

    [Fact]
    public async Task Log_Full_DropsTheOldest()
    {
        await using var host = await DemoHost.StartAsync();
        await host.Client.GetAsync("/demo/first");
        for (var number = 0; number < 5_000; number++)
            await host.Client.GetAsync("/demo/x");

        var entries = await host.JsonAsync("/demo/log.json");

        Assert.Equal(5_000, entries.GetArrayLength());
        Assert.Equal("/demo/x", entries[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Log_Page_EscapesTheAgentAndShowsTheLatest200()
    {
        await using var host = await DemoHost.StartAsync();
        host.Client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "<script>alert(1)</script>");
        for (var number = 0; number < 201; number++)
            await host.Client.GetAsync("/demo/x");

        var page = await host.PageAsync("/demo/log");

        Assert.Equal(200, page.QuerySelectorAll("tbody tr").Length);
        Assert.Empty(page.QuerySelectorAll("script"));
    }

    [Theory]
    [InlineData("/demo/log.json?since=yesterday")]
    [InlineData("/demo/truth.json?at=soon")]
    public async Task Time_Unreadable_Answers400(string path)
    {
        await using var host = await DemoHost.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.GetAsync(path)).StatusCode);
    }
}
