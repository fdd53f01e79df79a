using System.Diagnostics;
using System.Globalization;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>The real program on SQLite in the middle of a crawl of a small site on loopback.</summary>
internal sealed class CrawlingPortal : IAsyncDisposable
{
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Longer than a test needs to take the disk away and to stop, shorter than the source's time-out.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(8);

    private CrawlingPortal(ListingSite site, PortalProcess portal) => (Site, Portal) = (site, portal);

    public ListingSite Site { get; }

    public PortalProcess Portal { get; }

    public ApiClient Api => new(Http, Portal.Address, PortalProcess.ApiKey);

    public string Database => Path.Combine(Portal.DataDirectory, "parseradmin.db");

    /// <summary>Returns while a request of the crawl is under way, whose answer takes seconds.</summary>
    /// <param name="prefix">What the program is started by, as <see cref="ProgramRun.WithoutRootsPower"/>.</param>
    public static async Task<CrawlingPortal> StartAsync(IReadOnlyList<string>? prefix = null)
    {
        var site = await ListingSite.StartAsync();
        var settings = new Dictionary<string, string>
        {
            ["ParserAdmin:Demo"] = "false",
            ["ParserAdmin:Fetch:AllowedPrivateHosts:0"] = $"127.0.0.1:{site.Port}",
        };
        var crawling = new CrawlingPortal(site, new PortalProcess(settings: settings) { Prefix = prefix ?? [] });
        try
        {
            await crawling.Portal.StartAsync();
            await crawling.CrawlAsync();
            return crawling;
        }
        catch
        {
            await crawling.DisposeAsync();
            throw;
        }
    }

    /// <summary>From the file itself, past the program.</summary>
    public Task<long> CountAsync(string sql) => Task.FromResult(Convert.ToInt64(Portal.Query(sql)[0][0], CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Site.DisposeAsync();
    }

    private async Task CrawlAsync()
    {
        Site.Pages = 1_000;
        (await Api.SendTextAsync(HttpMethod.Post, "/sources", Site.Yaml("s1", "5ms"), "application/yaml")).Expect(201);
        (await Api.PostAsync("/tasks", new { task = "catalog-sync", sourceId = "s1" })).Expect(202);
        await CalledAsync(3);
        Site.Answering = Slow;
        await CalledAsync(Site.Arrivals.Count + 1);
    }

    private async Task CalledAsync(int times)
    {
        for (var watch = Stopwatch.StartNew(); Site.Arrivals.Count < times; await Task.Delay(10))
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{Site.Arrivals.Count} requests came.\n{Portal.Output}");
    }
}
