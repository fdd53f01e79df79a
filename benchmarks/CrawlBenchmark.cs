using System.Globalization;
using System.Text.Json;
using ParserAdmin.Tests.Conformance;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Benchmarks;

/// <summary>A thousand books with their own pages, from HTML into SQLite, by the whole program and by python3-scrapy in turn.</summary>
internal static class CrawlBenchmark
{
    private const int Concurrency = 8;

    public static async Task RunAsync(int rounds)
    {
        if (SharedData.SkipReason is { } missing)
        {
            Console.WriteLine($"crawl: {missing}");
            return;
        }

        using var origin = await ShopOrigin.StartAsync();
        var peer = await Peer.IsHereAsync("scrapy", "python3-scrapy");
        await using var portal = new PortalProcess(
            settings: new Dictionary<string, string>
            {
                ["ParserAdmin:Fetch:AllowedPrivateHosts:0"] = origin.Address.Authority,
                ["ParserAdmin:Demo"] = "false",
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
            }
        );
        await portal.StartAsync();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var api = new ApiClient(http, portal.Address, PortalProcess.ApiKey);

        // The program runs for months; what counts is its code as it is after the first minute.
        for (var warm = 1; warm <= 12; warm++)
            await CrawlAsync(portal, api, origin, $"warm{warm}");
        var (ours, theirs) = (new List<double>(), new List<double>());
        using var folder = new TestDirectory();
        for (var round = 1; round <= rounds; round++)
        {
            ours.Add(await CrawlAsync(portal, api, origin, $"shop{round}"));
            if (peer)
            {
                theirs.Add(
                    PagesASecond(
                        await Peer.RunAsync("shop.py", [$"{origin.Address}books", folder.File($"scrapy{round}.db"), $"{Concurrency}"])
                    )
                );
            }
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"crawl: ours {Figures.Percentile(ours, 50):F0} pages a second ({string.Join(", ", ours.Select(rate => $"{rate:F0}"))})"
            )
        );
        if (peer)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"crawl: scrapy {Figures.Percentile(theirs, 50):F0} pages a second "
                        + $"({string.Join(", ", theirs.Select(rate => $"{rate:F0}"))}): "
                        + $"{Figures.Percentile(ours, 50) / Figures.Percentile(theirs, 50):F1} times"
                )
            );
        }
    }

    private static async Task<double> CrawlAsync(PortalProcess portal, ApiClient api, ShopOrigin origin, string id)
    {
        var yaml = ShopDefinitions
            .Html(origin.Address, concurrency: Concurrency)
            .Replace("id: shop", $"id: {id}", StringComparison.Ordinal);
        (await api.SendTextAsync(HttpMethod.Post, "/sources", yaml, "application/yaml")).Expect(201);
        var job = (await api.PostAsync("/tasks", new { task = "catalog-sync", sourceId = id })).Expect(202).GetProperty("id").GetString();
        await portal.UntilAsync(
            $"SELECT ended_at FROM parser_jobs WHERE id = '{job!.ToUpperInvariant()}' OR id = '{job}'",
            rows => rows is [[not null]],
            TimeSpan.FromMinutes(2)
        );
        var ended = (await api.GetAsync($"/tasks/{job}")).Expect(200);
        if (ended.GetProperty("status").GetString() != "succeeded" || ended.GetProperty("itemsNew").GetInt32() != ShopDefinitions.Books)
            throw new InvalidOperationException($"The crawl did not go well: {ended}");
        return ended.GetProperty("requests").GetInt32() / (ended.GetProperty("durationMs").GetDouble() / 1000);
    }

    private static double PagesASecond(JsonElement answer) =>
        answer.GetProperty("items").GetInt32() == ShopDefinitions.Books
            ? answer.GetProperty("pages").GetInt32() / answer.GetProperty("seconds").GetDouble()
            : throw new InvalidOperationException($"Scrapy's crawl did not go well: {answer}");
}
