using System.Diagnostics;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Studio;
using ParserAdmin.Tests.Browser;
using ParserAdmin.Tests.Fetching.Rendering;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables;

/// <summary>Whole jobs and previews of sources with <c>renderer: browser</c>.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RenderedSourceTests(RenderedSources rig) : IClassFixture<RenderedSources>
{
    private const string Crawl = """
        paths:
          item:
            wait: b.price
            rows: { selector: main }
            fields: { price: { selector: b.price, filters: [money] } }
          catalog:
            path: list?page=1
            pagination: { next: { selector: a.next }, maxPages: 9 }
            detail: { path: item, link: url }
        """;

    private const string Plain = """
        paths:
          catalog:
            path: list?page=1
            pagination: { next: { selector: a.next }, maxPages: 9 }
        """;

    [BrowserFact]
    public async Task Crawl_ListsAndPagesMadeByScripts_AreStoredAtTheirPaceAndUnchangedTheNextTime()
    {
        var (host, site) = (rig.Host, rig.Site);
        site.Documents.Clear();
        var yaml = site.Yaml("pace", "400ms", Crawl) + "\n      url: { selector: a, attribute: href, filters: [url] }\n";

        var first = await CrawlAsync(host, "pace", yaml);

        Assert.Equal((JobStatus.Succeeded, null), (first.Status, first.ErrorMessage));
        Assert.Equal(3, first.Counts.ItemsNew);
        var items = await ItemsAsync(host, "pace");
        Assert.Equal(["Book 1", "Book 2", "Book 3"], items.Select(item => item.Title).Order());
        Assert.All(items, item => Assert.Equal(12.5m, item.Price));
        var documents = site.Documents.ToList();
        Assert.Equal(["/list", "/book/1", "/book/2", "/list", "/book/3"], documents.Select(document => document.Path));
        // Half of the delay: what the way to the site takes is no part of it.
        Assert.All(
            documents.Zip(documents.Skip(1)),
            pair => Assert.True(Stopwatch.GetElapsedTime(pair.First.At, pair.Second.At) > TimeSpan.FromMilliseconds(200))
        );
        Assert.Equal(10, first.Counts.Requests);

        var second = await CrawlAsync(host, "pace", yaml.Replace("400ms", "0ms", StringComparison.Ordinal));

        Assert.Equal(
            (JobStatus.Succeeded, 3, 0, 0),
            (second.Status, second.Counts.ItemsProcessed, second.Counts.ItemsNew, second.Counts.ItemsChanged)
        );
    }

    [BrowserFact]
    public async Task Crawl_PageThatCrashesItsTab_FailsAsNetworkAndKeepsWhatWasRead()
    {
        var (host, site) = (rig.Host, rig.Site);
        var pool = host.Get<BrowserPool>();
        var crashes = pool.State().Crashes;
        site.OnSecondPage = () => ChromiumProcesses.KillAsync(pool.Current!.Browser, "renderer");

        var job = await CrawlAsync(host, "crash", site.Yaml("crash", "0ms", Plain));
        site.OnSecondPage = () => Task.CompletedTask;

        Assert.Equal((JobStatus.Failed, ErrorClass.Network, 2), (job.Status, job.ErrorClass, job.Counts.ItemsNew));
        Assert.Contains("page=2", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(2, (await ItemsAsync(host, "crash")).Count);
        // One page's crash is not the browser's.
        Assert.Equal((crashes, 0, "ok"), (pool.State().Crashes, pool.State().OpenPages, pool.State().Status));
    }

    [BrowserFact]
    public async Task Crawl_BehindALoginForm_IsSignedInInTheBrowserToo()
    {
        var (host, site) = (rig.Host, rig.Site);

        var job = await CrawlAsync(
            host,
            "members",
            site.Yaml(
                "members",
                "0ms",
                """
                login: { form: { path: login, fields: { user: reader } }, test: { path: shelf, selector: "a#logout" } }
                paths:
                  catalog:
                    path: shelf
                """
            )
        );

        Assert.Equal((JobStatus.Succeeded, 1, 1), (job.Status, job.Counts.ItemsNew, site.Logins));
        // The session's cookie is HttpOnly: no script could have brought it.
        Assert.Contains(
            "session=s-1",
            site.Requests.Single(request => request.Path == "/shelf-data").Headers["Cookie"],
            StringComparison.Ordinal
        );
    }

    [BrowserFact]
    public async Task Preview_PageMadeByItsScript_HasItsRowsAndTellsWhatWasRefused()
    {
        var (host, site) = (rig.Host, rig.Site);

        var preview = await PreviewAsync(host, site.Yaml("nosy", "0ms", Plain), "nosy");

        Assert.True(preview.Succeeded, preview.Message);
        Assert.Equal("Book 1", Assert.Single(preview.Value.Rows).Item!.Title);
        Assert.Contains(
            preview.Value.Notes,
            note =>
                note.Contains("The page goes on without something", StringComparison.Ordinal)
                && note.Contains("127.0.0.1:49151", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task CrawlAndPreview_NoBrowserOnThisMachine_SayWhatToInstall()
    {
        await using var host = await rig.HostAsync("/nowhere/chromium");
        var yaml = rig.Site.Yaml("missing", "0ms", Plain);

        var preview = await PreviewAsync(host, yaml);
        var job = await CrawlAsync(host, "missing", yaml);

        Assert.Equal(CommandStatus.SiteFailed, preview.Status);
        Assert.Contains(ChromiumFinder.Advice, preview.Message, StringComparison.Ordinal);
        Assert.Equal((JobStatus.Failed, ErrorClass.Internal), (job.Status, job.ErrorClass));
        Assert.Contains(ChromiumFinder.Advice, job.ErrorMessage, StringComparison.Ordinal);
    }

    private static async Task<ParserJob> CrawlAsync(CoreHost host, string id, string yaml)
    {
        var saved = await host.Get<SourceCommands>().SaveAsync(Actors.Admin, yaml, null, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Message);
        await host.AddJobAsync(JobStatus.Pending, id);
        var admitted = (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
        await host.Get<JobRunner>().RunAsync(admitted).WaitAsync(TimeSpan.FromSeconds(90));
        return await host.JobAsync(admitted.Job.Id);
    }

    private static Task<IReadOnlyList<Item>> ItemsAsync(CoreHost host, string id) =>
        host.Get<ItemQueries>().ListAsync(new ItemFilter(id), null, 10, CancellationToken.None);

    private static Task<CommandResult<Preview>> PreviewAsync(CoreHost host, string yaml, string? address = null) =>
        host.Get<PreviewCommands>()
            .RunAsync(Actors.Admin, new PreviewRequest(yaml, Address: address), CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(90));
}
