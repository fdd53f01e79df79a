using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>Somebody knows what a line says and not of which job it is.</summary>
[Collection(LongRuns.Browsers)]
public sealed class LogSearchTests : IAsyncLifetime
{
    private readonly PortalHost _host = new();

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _host.AddAdminAsync();
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [BrowserFact]
    public async Task Logs_OfAllJobs_AreSearchedAsOneTypesAndLeadToTheJob()
    {
        var (shop, books) = (await AddJobAsync("shop", 150_000), await AddJobAsync("books", 150_000));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, _host.Address);
        await person.SignInAsync();
        var page = person.Page;
        await page.SetViewportSizeAsync(1440, 900);
        await person.LiveAsync();
        await page.ClickAsync(".nav a[href='portal/logs']");
        await page.WaitForSelectorAsync("text=Line 150000 of the log");
        var check = new PageCheck(page);

        // Typed, and found in both, though one lies 300,000 lines back.
        await page.FillAsync(".find input", "LINE 4242 OF");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.line').length === 2");
        await page.WaitForSelectorAsync(".log-note:has-text('2 lines, live')");
        Assert.EndsWith("/portal/logs?q=LINE%204242%20OF", page.Url, StringComparison.Ordinal);

        // It follows what fits.
        await _host
            .Services.GetRequiredService<JobLogWriter>()
            .WriteAsync(books.Id, books.SourceId, JobLogLevel.Error, "<b>Line 4242 of</b> them came back", "https://books.example/4242");
        await page.WaitForSelectorAsync(".line.error mark >> text=Line 4242 of");

        // The first, with what its job said around it, and there.
        await page.ClickAsync(".line:first-child .message");
        await page.WaitForSelectorAsync(".around >> text=Line 4247 of the log");
        await check.CheckAsync("logs, a line open");
        await page.ClickAsync(".around a");
        await person.AssertAtAsync($@"/portal/jobs/{shop.Id}\?line=");
        await page.WaitForSelectorAsync(".line.chosen >> text=Line 4242 of the log");

        check.AssertNothingFound();
        person.AssertNoErrors();
    }

    private async Task<ParserJob> AddJobAsync(string source, int lines)
    {
        var services = _host.Services;
        var now = TimeProvider.System.UtcMilliseconds();
        var job = ParserJob.Request("catalog-sync", source, JobTrigger.Person, "ada@example.org", JobParameters.None, 0, now);
        var node = services.GetRequiredService<NodeIdentity>();
        job.Start(node.Name, node.Instance, 0, now);
        job.Succeed(new JobCounts(), now.AddSeconds(9));
        await using var context = await services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();
        context.Add(job);
        await context.SaveChangesAsync();
        await context.AddLogLinesAsync(job, lines, now);
        return job;
    }
}
