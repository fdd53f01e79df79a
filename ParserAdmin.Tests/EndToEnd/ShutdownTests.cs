using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>SIGTERM and Ctrl+C to the real program while it crawls.</summary>
[Collection(LongRuns.Starts)]
public sealed class ShutdownTests
{
    private const string Running = "SELECT id FROM parser_jobs WHERE status = 'running' AND checkpoint IS NOT NULL";

    [Fact]
    public async Task Terminate_ThreeJobsRun_EndsInTimeAndTheNextStartCompletesThem()
    {
        await using var portal = new PortalProcess();
        await CrawlAsync(portal, sources: 3);

        await portal.SignalAsync("TERM");
        var (code, took) = await portal.EndAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, code);
        Assert.True(took < TimeSpan.FromSeconds(8), $"It took {took}.\n{portal.Output}");
        Assert.Equal(
            3,
            portal.Query("SELECT id FROM parser_jobs WHERE status = 'cancelled' AND reason LIKE 'Node shut down; continues as job %'").Count
        );
        Assert.Equal(
            3,
            portal.Query("SELECT id FROM parser_jobs WHERE status = 'pending' AND checkpoint IS NOT NULL AND attempt = 1").Count
        );

        await portal.StartAsync();
        await portal.UntilAsync(
            "SELECT id FROM parser_jobs WHERE status = 'succeeded' AND retry_of IS NOT NULL",
            rows => rows.Count == 3,
            TimeSpan.FromSeconds(60)
        );
        var items = portal.Query(
            "SELECT source_id, count(*), count(DISTINCT external_id), sum(gone_at IS NOT NULL) FROM items WHERE kind = 'title' GROUP BY "
                + "source_id"
        );
        Assert.Equal(3, items.Count);
        Assert.All(items, row => Assert.Equal(items[0][1..], row[1..]));
        Assert.All(items, row => Assert.Equal((row[1], 0L), (row[2], (long)row[3]!)));
    }

    [Fact]
    public async Task Interrupt_Twice_EndsAtOnce()
    {
        await using var portal = new PortalProcess();
        await CrawlAsync(portal, sources: 1, grace: 600);

        await portal.SignalAsync("INT");
        await Task.Delay(300);
        await portal.SignalAsync("INT");
        var (code, took) = await portal.EndAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(130, code);
        Assert.True(took < TimeSpan.FromSeconds(3), $"It took {took}.");
    }

    /// <summary>Starts crawls of the demo, each under another source's name, and returns when each has saved a page.</summary>
    private static async Task CrawlAsync(PortalProcess portal, int sources, int grace = 1)
    {
        await portal.StartAsync();
        var demo = await portal.UntilAsync(
            "SELECT definition FROM sources WHERE id = 'demo'",
            rows => rows.Count == 1,
            TimeSpan.FromSeconds(10)
        );
        portal.Execute($"UPDATE parser_settings SET shutdown_grace_seconds = {grace} WHERE id = 1");
        await portal.UntilAsync(
            "SELECT json_extract(sealed, '$.shutdownGraceSeconds') FROM parser_settings",
            rows => (long)rows[0][0]! == grace,
            TimeSpan.FromSeconds(10)
        );
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var api = new ApiClient(http, portal.Address, PortalProcess.ApiKey);
        for (var i = 1; i <= sources; i++)
        {
            var id = $"demo{i}";

            // All share one host, so at the demo's own pace three crawls would take half a minute.
            var definition = ((string)demo[0][0]!)
                .Replace("id: demo", $"id: {id}", StringComparison.Ordinal)
                .Replace("delay: 35ms", "delay: 10ms", StringComparison.Ordinal);
            (await api.SendTextAsync(HttpMethod.Post, "/sources", definition, "application/yaml")).Expect(201);
            (await api.PostAsync("/tasks", new { task = "catalog-sync", sourceId = id })).Expect(202);
        }

        await portal.UntilAsync(Running, rows => rows.Count == sources, TimeSpan.FromSeconds(30));
    }
}
