using System.Diagnostics;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>The settings row is the truth, whoever writes it.</summary>
[Collection(RealProcesses.Name)]
public sealed class ModeByHandTests
{
    [Fact]
    public async Task UpdateWithAnotherProgram_DuringAScheduledCrawl_EndsItWithinASecondAndIsAudited()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        await portal.UntilAsync("SELECT id FROM sources", rows => rows.Count == 1, TimeSpan.FromSeconds(10));
        portal.Execute("UPDATE parser_settings SET mode = 'auto' WHERE id = 1");
        await portal.UntilAsync("SELECT count(*) FROM items", rows => (long)rows[0][0]! > 10, TimeSpan.FromSeconds(20));

        var watch = Stopwatch.StartNew();
        Assert.Equal(1, portal.Execute("UPDATE parser_settings SET mode = 'manual' WHERE id = 1"));
        var job = await portal.UntilAsync(
            "SELECT status, reason FROM parser_jobs WHERE task = 'catalog-sync'",
            rows => (string)rows[0][0]! == "cancelled",
            TimeSpan.FromSeconds(10)
        );

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Contains("Mode changed", (string)job[0][1]!, StringComparison.Ordinal);
        Assert.True((long)portal.Query("SELECT count(*) FROM items")[0][0]! > 10);

        // The gate ends the job by itself; the watcher puts the change on record a moment later.
        var entry = await portal.UntilAsync(
            "SELECT actor_type, json_extract(before, '$.mode'), json_extract(after, '$.mode') FROM audit_logs WHERE entity_type = "
                + "'parser_settings' ORDER BY sequence DESC LIMIT 1",
            rows => (string)rows[0][2]! == "manual",
            TimeSpan.FromSeconds(1)
        );
        Assert.Equal(["database", "auto", "manual"], entry[0]);
    }
}
