using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>Somebody looks for a line in a long log while it grows.</summary>
[Collection(LongRuns.Browsers)]
public sealed class JobLogTests : IAsyncLifetime
{
    private const int Lines = 100_000;
    private const string Box = ".lines";
    private readonly PortalHost _host = new();

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _host.AddAdminAsync();
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [BrowserFact]
    public async Task Log_OfAHundredThousandLines_IsFollowedPausedSearchedAndCopied()
    {
        var job = await AddJobAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, _host.Address);
        await person.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await person.SignInAsync();
        var page = person.Page;
        await page.SetViewportSizeAsync(1440, 900);
        await person.GoAsync($"/portal/jobs/{job.Id}");

        // It opens at the end, and follows.
        await SeesAsync(page, "Line 100000 of the log");
        await WriteAsync(job, "the first line while one looks");
        await SeesAsync(page, "the first line while one looks");

        // Whoever scrolls up keeps what they read.
        await page.EvaluateAsync("box => { document.querySelector(box).scrollTop -= 5000; }", Box);
        await page.WaitForSelectorAsync("text=paused where you read");
        await page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.line')].some(line => line.getBoundingClientRect().top > 400)"
        );
        var before = await TopLineAsync(page);
        for (var line = 0; line < 50; line++)
            await WriteAsync(job, $"news {line}");
        await page.WaitForSelectorAsync("text=50 new lines");
        Assert.Equal(before, await TopLineAsync(page));
        await page.ClickAsync(".newer");
        await SeesAsync(page, "news 49");

        // A drag to the middle draws what is there.
        await page.EvaluateAsync("box => { const lines = document.querySelector(box); lines.scrollTop = lines.scrollHeight / 2; }", Box);
        await SeesAsync(page, "Line 50030 of the log");

        // Finds a line far away, stays there when long lines are wrapped, and copies it.
        await page.FillAsync("input[aria-label='Find in the log'], .find input", "line 777");
        await page.WaitForSelectorAsync("text=111 found");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".line.current >> text=Line 77700 of the log");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.WaitForSelectorAsync(".line.current >> text=Line 7779 of the log");
        Assert.Contains("find=line%20777", page.Url, StringComparison.Ordinal);
        await page.ClickAsync("[aria-label='Wrap long lines']");
        await page.WaitForSelectorAsync(".lines.wrap");
        Assert.True(await IsSeenAsync(page, ".line.current"));
        await page.ClickAsync("[aria-label='Copy this line']");
        await page.WaitForSelectorAsync("text=Copied.");
        Assert.Contains(
            "Line 7779 of the log",
            await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"),
            StringComparison.Ordinal
        );

        var check = new PageCheck(page);
        await check.CheckAsync("job, a line found");
        check.AssertNothingFound();
        person.AssertNoErrors();
    }

    private static Task SeesAsync(IPage page, string words) =>
        page.WaitForFunctionAsync(
            """
            words => {
              const box = document.querySelector('.lines').getBoundingClientRect();
              const line = [...document.querySelectorAll('.line')].find(line => line.textContent.includes(words))?.getBoundingClientRect();
              return line && line.top >= box.top - 20 && line.bottom <= box.bottom + 20;
            }
            """,
            words
        );

    private static Task<bool> IsSeenAsync(IPage page, string selector) =>
        page.EvaluateAsync<bool>(
            """
            selector => {
              const box = document.querySelector('.lines').getBoundingClientRect();
              const line = document.querySelector(selector).getBoundingClientRect();
              return line.top >= box.top - 20 && line.bottom <= box.bottom + 20;
            }
            """,
            selector
        );

    /// <summary>The text of the line at the top, and where it stands.</summary>
    private static Task<string> TopLineAsync(IPage page) =>
        page.EvaluateAsync<string>(
            """
            () => {
              const top = document.querySelector('.lines').getBoundingClientRect().top;
              const line = [...document.querySelectorAll('.line')].find(line => line.getBoundingClientRect().bottom > top + 1);
              return `${line.textContent} ${Math.round(line.getBoundingClientRect().top)}`;
            }
            """
        );

    private async Task WriteAsync(ParserJob job, string message) =>
        await _host.Services.GetRequiredService<JobLogWriter>().WriteAsync(job.Id, job.SourceId, JobLogLevel.Info, message, null);

    private async Task<ParserJob> AddJobAsync()
    {
        var services = _host.Services;
        var now = TimeProvider.System.UtcMilliseconds();
        var job = ParserJob.Request("catalog-sync", "demo", JobTrigger.Person, "ada@example.org", JobParameters.None, 0, now);
        var node = services.GetRequiredService<NodeIdentity>();
        job.Start(node.Name, node.Instance, 0, now);
        job.Fail(
            ErrorClass.Network,
            "The connection was closed.",
            new JobCounts { ItemsProcessed = 40, ItemsFailed = 1 },
            now.AddSeconds(9)
        );
        await using var context = await services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();
        context.Add(job);
        await context.SaveChangesAsync();
        await context.AddLogLinesAsync(job, Lines, now);
        return job;
    }
}
