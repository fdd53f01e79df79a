using System.Globalization;
using ParserAdmin.Tests.Conformance;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>
/// kill -9 in a historical crawl of the origin's shop: the next life goes on from its page, and the outcome is that of an undisturbed run.
/// </summary>
[Collection(LongRuns.Killed)]
public sealed class ShopKillTests
{
    /// <summary>"Genre Fiction": nine categories with 162 books on some 24 pages.</summary>
    private const int Category = 1001;

    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    [OriginFact]
    public async Task Crawl_KilledInTheMiddle_GoesOnFromItsPage()
    {
        await using var origin = await OriginServer.StartAsync();
        var control = new OriginControl(origin);
        await using var portal = new PortalProcess(
            settings: new Dictionary<string, string>
            {
                ["ParserAdmin:Demo"] = "false",
                ["ParserAdmin:Fetch:AllowedPrivateHosts:0"] = origin.Address.Authority,
            }
        );
        await portal.StartAsync();
        var api = new ApiClient(Http, portal.Address, PortalProcess.ApiKey);
        var yaml = ShopDefinitions.Html(origin.Address, $"books/category/{Category}", "2ms", concurrency: 4);
        (await api.SendTextAsync(HttpMethod.Post, "/sources", yaml, "application/yaml")).Expect(201);
        (
            await api.PostAsync(
                "/tasks",
                new
                {
                    task = "catalog-sync",
                    sourceId = "shop",
                    parameters = new { mode = "historical" },
                }
            )
        ).Expect(202);
        await portal.UntilAsync(
            "SELECT count(*) FROM items",
            rows => Convert.ToInt32(rows[0][0], CultureInfo.InvariantCulture) >= 60,
            TimeSpan.FromSeconds(30)
        );

        await portal.KillAsync();
        var before = await control.SeenAsync();
        await control.ResetAsync();
        await portal.StartAsync();
        await portal.UntilAsync(
            "SELECT status FROM parser_jobs ORDER BY requested_at, id",
            rows => rows.Count == 2 && (string)rows[0][0]! == "lost" && (string)rows[1][0]! == "succeeded",
            TimeSpan.FromSeconds(40)
        );

        var after = await control.SeenAsync();
        Assert.DoesNotContain(after, seen => seen.Path == $"/books/category/{Category}");
        var twice = after.Select(seen => seen.Path).Intersect(before.Select(seen => seen.Path)).Count();
        Assert.True(twice < before.Count / 2, $"{twice} of {before.Count} pages were read twice");
        Assert.Equal(
            ShopTruth.Lines(Category),
            portal
                .Query(
                    "SELECT external_id, title, currency, price, json_extract(attributes, '$.stock'), json_extract(attributes, "
                        + "'$.rating'), json_extract(attributes, '$.category') FROM items WHERE gone_at IS NULL"
                )
                .Select(row =>
                    ShopTruth.Line(
                        (string)row[0]!,
                        (string)row[1]!,
                        $"{row[2]} {Price(row[3]!)}",
                        (string)row[4]!,
                        (string)row[5]!,
                        (string)row[6]!
                    )
                )
                .Order(StringComparer.Ordinal)
        );
    }

    private static string Price(object stored) =>
        decimal.Parse(Convert.ToString(stored, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture)
            .ToString("0.00", CultureInfo.InvariantCulture);
}
