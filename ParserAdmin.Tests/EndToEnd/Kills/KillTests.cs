using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core;
using ParserAdmin.Core.Audit;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>
/// kill -9 during a crawl, at random moments, again and again: nothing is doubled, nothing is lost, and the record holds.
/// </summary>
[Collection(LongRuns.Clusters)]
public sealed class KillTests
{
    /// <summary><c>PARSERADMIN_KILLS</c> sets how often; 20 is what was promised, fewer keep the suite quick.</summary>
    private static readonly int Kills = Cluster.Figure("PARSERADMIN_KILLS", 3);

    [Fact]
    public async Task Crawl_KilledAtRandomMoments_NextRunCompletesAndNothingIsDoubled()
    {
        var seed = Cluster.Seed;
        var random = new Random(seed);
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        await portal.UntilAsync("SELECT id FROM sources", rows => rows.Count == 1, TimeSpan.FromSeconds(10));

        // Without its politeness the demo is crawled in a few seconds; what is tested here is the same.
        portal.Execute("UPDATE sources SET definition = replace(definition, 'delay: 35ms', 'delay: 2ms')");
        var caughtRunning = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var from = TimeProvider.System.GetUtcNow().UtcDateTime;
            var victim = await StartRunAsync(portal);
            await Task.Delay(random.Next(0, 2500));
            await portal.KillAsync();
            var stillRan = Status(portal, victim) == "running";
            caughtRunning += stillRan ? 1 : 0;

            await portal.StartAsync();
            Assert.True(
                !stillRan || Status(portal, victim) == "lost",
                $"kill {kill}, seed {seed}: the killed job is {Status(portal, victim)}, not lost"
            );
            var next = await StartRunAsync(portal);
            await portal.UntilAsync(
                $"SELECT status FROM parser_jobs WHERE id = '{next}'",
                rows => (string)rows[0][0]! == "succeeded",
                TimeSpan.FromSeconds(60)
            );
            DemoTruth.AssertEqual(portal, from, TimeProvider.System.GetUtcNow().UtcDateTime);
            await AssertChainAsync(portal);
        }

        Assert.True(caughtRunning > 0, $"seed {seed}: no kill came during a crawl, so nothing was tested");
    }

    /// <summary>Switches to auto in a way that makes the catalogue due at once, and waits for the running mark.</summary>
    private static async Task<string> StartRunAsync(PortalProcess portal)
    {
        portal.Execute("UPDATE parser_settings SET mode = 'manual' WHERE id = 1");
        await portal.UntilAsync(
            "SELECT json_extract(sealed, '$.mode') FROM parser_settings",
            rows => (string)rows[0][0]! == "manual",
            TimeSpan.FromSeconds(10)
        );
        await portal.UntilAsync(
            "SELECT id FROM parser_jobs WHERE status IN ('running', 'pending')",
            rows => rows.Count == 0,
            TimeSpan.FromSeconds(20)
        );
        portal.Execute("UPDATE parser_jobs SET started_at = '2020-01-01 00:00:00' WHERE started_at IS NOT NULL");
        var known = portal.Query("SELECT id FROM parser_jobs").Select(row => (string)row[0]!).ToHashSet();
        portal.Execute("UPDATE parser_settings SET mode = 'auto' WHERE id = 1");
        var rows = await portal.UntilAsync(
            "SELECT id FROM parser_jobs WHERE status = 'running'",
            rows => rows.Any(row => !known.Contains((string)row[0]!)),
            TimeSpan.FromSeconds(15)
        );
        return (string)rows[0][0]!;
    }

    private static string Status(PortalProcess portal, string job) =>
        (string)portal.Query($"SELECT status FROM parser_jobs WHERE id = '{job}'")[0][0]!;

    private static async Task AssertChainAsync(PortalProcess portal)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ParserAdmin:DataDirectory"] = portal.DataDirectory })
            .Build();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddParserCore(configuration)
            .BuildServiceProvider();
        var verified = await services.GetRequiredService<AuditVerifier>().VerifyAsync(CancellationToken.None);
        Assert.True(verified.Intact, verified.Problem);
    }
}
