using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Sources.Progress;
using ParserAdmin.Tests.Fetching;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

/// <summary>Crawls that read less than a person believes: none of them may look like a success without a word.</summary>
public sealed class ShortCrawlTests : IAsyncLifetime
{
    private TestSite _site = null!;
    private int _beyond = StatusCodes.Status200OK;
    private bool _isEmpty;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _site.Answer = AnswerAsync;
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("rows: { selector: li.book }", "nothing matches 'rows' (li.book)")]
    [InlineData("rows: { selector: li.book }\n    pagination: { page: { parameter: page } }", "nothing matches 'rows' (li.book)")]
    public async Task Crawl_NoRowAnywhereOnAFreshSource_IsLayoutChanged(string path, string message)
    {
        await using var host = await HostAsync(path);

        var (job, _) = await CrawlAsync(host);

        Assert.Equal((JobStatus.Failed, ErrorClass.LayoutChanged), (job.Status, job.ErrorClass));
        Assert.Contains(message, job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_NoRowAnywhereAndAPersonAcceptsIt_SucceedsFromThenOn()
    {
        await using var host = await HostAsync("rows: { selector: li.book }");
        await CrawlAsync(host);
        await host.Get<LayoutCommands>().AcceptAsync(Actors.Operator, "shop", "catalog", "not opened yet", CancellationToken.None);

        Assert.Equal(JobStatus.Succeeded, (await CrawlAsync(host)).Job.Status);
        Assert.Equal(JobStatus.Succeeded, (await CrawlAsync(host)).Job.Status);
    }

    /// <summary>Too few rows for a share of them to tell anything; none at all tells enough.</summary>
    [Fact]
    public async Task Crawl_SmallCatalogueLosesAllItsRows_IsLayoutChanged()
    {
        await using var host = await HostAsync("rows: { selector: article }");
        await CrawlAsync(host);
        _isEmpty = true;

        var (job, _) = await CrawlAsync(host);

        Assert.Equal((JobStatus.Failed, ErrorClass.LayoutChanged), (job.Status, job.ErrorClass));
    }

    [Fact]
    public async Task Crawl_NoneOfItsFewItemsCanBeRead_Fails()
    {
        await using var host = await HostAsync(
            "rows: { selector: article }\n    detail: { path: item, link: url }",
            "{ externalId: { attribute: data-id }, title: { selector: h2 }, url: { text: 'gone', filters: [url] } }\n  item: { rows: { "
                + "selector: main }, fields: { isbn: { selector: i } } }"
        );

        var (job, _) = await CrawlAsync(host);

        Assert.Equal((JobStatus.Failed, ErrorClass.LayoutChanged, 2), (job.Status, job.ErrorClass, job.Counts.ItemsFailed));
        Assert.StartsWith(
            "None of the 2 items could be read; the last one: Its page has no 'item' row",
            job.ErrorMessage,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task Crawl_SiteRefusesThePageBeyondTheLast_TheOneBeforeWasTheLast(int status)
    {
        _beyond = status;
        await using var host = await HostAsync("rows: { selector: article }\n    pagination: { page: { parameter: page } }");

        var (job, _) = await CrawlAsync(host);

        Assert.Equal((JobStatus.Succeeded, 6), (job.Status, job.Counts.ItemsNew));
    }

    [Fact]
    public async Task Crawl_SiteDoesNotKnowTheParameter_WarnsThatPageTwoIsPageOne()
    {
        await using var host = await HostAsync("rows: { selector: article }\n    pagination: { page: { parameter: p } }");

        var (job, warnings) = await CrawlAsync(host);

        Assert.Equal((JobStatus.Succeeded, 2), (job.Status, job.Counts.ItemsNew));
        Assert.StartsWith(
            "Page 2 is the same as page 1, so only one page was read. If there are more, the site does not count them by 'p'",
            Assert.Single(warnings),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Crawl_LastPageIsShownForEveryNumberBeyond_IsNoWarning()
    {
        await using var host = await HostAsync("rows: { selector: article }\n    pagination: { page: { parameter: page } }");

        var (job, warnings) = await CrawlAsync(host);

        Assert.Equal((JobStatus.Succeeded, 6), (job.Status, job.Counts.ItemsNew));
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task Crawl_DefinitionsOwnPageLimit_IsAWarningUnlessAPersonSetIt()
    {
        await using var host = await HostAsync("rows: { selector: article }\n    pagination: { page: { parameter: page }, maxPages: 2 }");

        var (_, warnings) = await CrawlAsync(host);
        var (_, byHand) = await CrawlAsync(host, new JobParameters(MaxPages: 1));

        Assert.StartsWith("The page limit (pagination.maxPages, 2) is reached", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Empty(byHand);
    }

    // Three pages of two; the third is shown for every number beyond it.
    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/robots.txt")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var page = int.TryParse(context.Request.Query["page"], out var number) ? Math.Min(number, 3) : 1;
        if (number > 3)
            context.Response.StatusCode = _beyond;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(
            string.Concat(
                Enumerable.Range(2 * page, _isEmpty ? 0 : 2).Select(id => $"<article data-id='{id}'><h2>Book {id}</h2></article>")
            )
        );
    }

    private Task<CoreHost> HostAsync(string path, string fields = "{ externalId: { attribute: data-id }, title: { selector: h2 } }") =>
        CoreHostCrawls.CreateAsync(
            $"version: 1\nid: shop\nname: A shop\nkind: catalog\nlinks: [\"http://127.0.0.1:{_site.Port}/\"]\nidentity: "
                + $"externalId\nfetch: {{ delay: 0ms }}\npaths:\n  catalog:\n    path: list\n    {path}\n"
                + $"    fields: {fields}\n",
            services => services.Allow(_site.Port)
        );

    private static async Task<(ParserJob Job, List<string> Warnings)> CrawlAsync(CoreHost host, JobParameters? parameters = null)
    {
        var job = await host.RunAsync(parameters: parameters);
        var log = await host.Get<JobQueries>().LogAsync(new JobLogFilter(JobId: job.Id), 0, 500, CancellationToken.None);
        return (job, [.. log.Where(line => line.Level == JobLogLevel.Warning).Select(line => line.Message)]);
    }
}
