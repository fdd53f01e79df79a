using System.Globalization;
using System.Text.Json;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>
/// kill -9 at random moments of a crawl: what says how far it came is never ahead of what is stored, and the next life ends with exactly
/// the right items.
/// </summary>
[Collection(LongRuns.Killed)]
public sealed class BatchKillTests
{
    private const int Pages = 60;

    /// <summary><c>PARSERADMIN_KILLS</c> sets how often.</summary>
    private static readonly int Kills = Cluster.Figure("PARSERADMIN_KILLS", 3);

    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    [Fact]
    public async Task Crawl_KilledAtRandomMoments_IsNeverAheadOfItsItemsAndEndsWithThemAll()
    {
        var seed = Cluster.Seed;
        var random = new Random(seed);
        await using var site = await ListingSite.StartAsync();
        (site.Pages, site.Answering) = (Pages, TimeSpan.FromMilliseconds(30));
        await using var portal = new PortalProcess(
            settings: new Dictionary<string, string>
            {
                ["ParserAdmin:Demo"] = "false",
                ["ParserAdmin:Fetch:AllowedPrivateHosts:0"] = $"127.0.0.1:{site.Port}",
            }
        );
        await portal.StartAsync();
        var api = new ApiClient(Http, portal.Address, PortalProcess.ApiKey);
        var inTheMiddle = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var source = $"s{kill}";
            (await api.SendTextAsync(HttpMethod.Post, "/sources", site.Yaml(source, "5ms"), "application/yaml")).Expect(201);
            (await api.PostAsync("/tasks", new { task = "catalog-sync", sourceId = source })).Expect(202);

            // Not after a time: a quick machine would have read it to its end by then, and a slow one nothing.
            var seen = random.Next(0, Pages * ListingSite.TitlesOnAPage * 2 / 3);
            await portal.UntilAsync(
                $"SELECT count(*) FROM items WHERE source_id = '{source}'",
                rows => Number(rows[0][0]) > seen,
                TimeSpan.FromSeconds(30)
            );
            await portal.KillAsync();
            inTheMiddle += AssertNotAhead(portal, source, $"kill {kill}, seed {seed}") ? 1 : 0;

            await portal.StartAsync();
            await portal.UntilAsync(
                $"SELECT status FROM parser_jobs WHERE source_id = '{source}' ORDER BY id DESC",
                rows => (string)rows[0][0]! == "succeeded",
                TimeSpan.FromSeconds(60)
            );
            Assert.Equal(
                Enumerable.Range(0, Pages * ListingSite.TitlesOnAPage).Select(item => $"{source}-{item}").Order(StringComparer.Ordinal),
                portal
                    .Query($"SELECT external_id FROM items WHERE source_id = '{source}' AND gone_at IS NULL")
                    .Select(row => (string)row[0]!)
                    .Order(StringComparer.Ordinal)
            );
        }

        Assert.True(inTheMiddle > 0, $"seed {seed}: no kill came between two pages, so nothing was tested");
    }

    /// <returns>Whether the run had a checkpoint when it was killed.</returns>
    private static bool AssertNotAhead(PortalProcess portal, string source, string which)
    {
        var job = (string?)portal.Query($"SELECT checkpoint FROM parser_jobs WHERE source_id = '{source}' ORDER BY id DESC")[0][0];
        var path = portal.Query($"SELECT checkpoint FROM source_paths WHERE source_id = '{source}' AND path = 'catalog'") is [[var stored]]
            ? (string?)stored
            : null;

        // A crawl that has come to its end clears the path's, a moment before the job's own end is stored.
        Assert.True(job == path || (job is not null && path is null), $"{which}: the job is at {job}, its path at {path}");
        if (job is null)
            return false;
        var items = portal.Query($"SELECT external_id FROM items WHERE source_id = '{source}'").Select(row => (string)row[0]!).ToHashSet();
        var done = JsonDocument.Parse(job).RootElement.GetProperty("rowsDone").GetInt32();
        Assert.All(
            Enumerable.Range(0, done),
            row => Assert.True(items.Contains($"{source}-{row}"), $"{which}: the mark is behind row {done}, and row {row} is not stored")
        );
        return path is not null;
    }

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
