using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Logs;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Logs;

public sealed class LogsPageTests
{
    [Fact, InState(typeof(LogsPage), PageState.Nothing)]
    public async Task Render_NoLine_SaysWhenThereWillBeSome()
    {
        await using var host = await CreateAsync();

        var page = Render(host);

        page.WaitForAssertion(() => Assert.Contains("Nothing has been logged yet.", page.Markup));
    }

    [Fact]
    public async Task Render_LinesOfTwoJobs_ShowsBothOldestFirstAndNewOnesLive()
    {
        await using var host = await CreateAsync();
        var shop = await host.Core.AddJobAsync(JobStatus.Running, "shop");
        var books = await host.Core.AddJobAsync(JobStatus.Running, "books");
        await host.Core.AddLogLinesAsync(shop, 2);
        await host.Core.AddLogLinesAsync(books, 1);
        var page = Render(host);

        await WriteAsync(host, books, JobLogLevel.Error, "it broke");

        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll(".line").Count));
        Assert.Equal(["shop", "shop", "books", "books"], page.FindAll(".line .of").Select(of => of.TextContent));
        Assert.Equal("it broke", page.FindAll(".line .message")[^1].TextContent);
        Assert.Contains("4 lines, live", page.Find(".log-note").TextContent);
    }

    [Fact]
    public async Task Render_SearchInTheAddress_MarksWhatFitsAndLeavesOutOtherNews()
    {
        await using var host = await CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running, "shop");
        await host.Core.AddLogLinesAsync(job, 3_000);

        var page = Render(host, "/portal/logs?q=LINE%20777&levels=warning,error");
        await WriteAsync(host, job, JobLogLevel.Info, "line 777 that is merely told");
        await WriteAsync(host, job, JobLogLevel.Error, "something else");
        host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
        await WriteAsync(host, job, JobLogLevel.Error, "Line 777 failed");

        page.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(100));
            Assert.Equal(2, page.FindAll(".line").Count);
        });
        Assert.Equal(["Line 777", "Line 777"], page.FindAll(".line mark").Select(mark => mark.TextContent));
        Assert.Equal("Line 777 failed", page.FindAll(".line .message")[^1].TextContent);
    }

    [Fact, InState(typeof(LogsPage), PageState.Many)]
    public async Task Older_MoreThanAPage_LeadsToTheRestWithoutGapOrDouble()
    {
        await using var host = await CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded, "shop");
        await host.Core.AddLogLinesAsync(job, 450);

        var page = Render(host);
        var read = Lines(page);
        while (page.FindAll("a.older") is [var older])
        {
            page = Render(host, older.GetAttribute("href"));
            read.InsertRange(0, Lines(page));
        }

        Assert.Equal(Enumerable.Range(1, 450).Select(number => $"Line {number} of the log"), read);
        Assert.Contains("Newest", page.Find(".pages").TextContent);
    }

    [Fact]
    public async Task Line_Chosen_ShowsWhatItsJobSaidAroundItAndLeadsThere()
    {
        await using var host = await CreateAsync();
        var (job, other) = (
            await host.Core.AddJobAsync(JobStatus.Succeeded, "shop"),
            await host.Core.AddJobAsync(JobStatus.Succeeded, "books")
        );
        await host.Core.AddLogLinesAsync(job, 20);
        await host.Core.AddLogLinesAsync(other, 20);
        var page = Render(host, "/portal/logs?q=Line%2010%20&source=shop");
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".line")));

        await page.Find(".line").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(11, page.FindAll(".around .line").Count));
        Assert.Equal("Line 5 of the log", page.Find(".around .message").TextContent);
        Assert.StartsWith($"portal/jobs/{job.Id}?line=", page.Find(".around a").GetAttribute("href"));
        await page.Find(".line.chosen").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".around")));
    }

    [Fact, InState(typeof(LogsPage), PageState.One)]
    public async Task Render_SinceAnHour_LeavesOutWhatIsOlder()
    {
        await using var host = await CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded, "shop");
        await host.Core.AddLogLinesAsync(job, 5);
        host.Core.Clock.Advance(TimeSpan.FromHours(2));
        await WriteAsync(host, job, JobLogLevel.Info, "young");

        var page = Render(host, "/portal/logs?since=1h");

        page.WaitForAssertion(() => Assert.Equal(["young"], Lines(page)));
        Assert.Matches("^[0-9]{1,2} [A-Z][a-z]{2}$", page.Find(".line .day").TextContent);
        Assert.Empty(page.FindAll("a.older"));
    }

    [Fact]
    public async Task OnScrolledAsync_ScrolledUp_CountsWhatComes()
    {
        await using var host = await CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running, "shop");
        await host.Core.AddLogLinesAsync(job, 5);
        var page = Render(host);
        await page.InvokeAsync(() => page.Instance.OnScrolledAsync(0, 3, false));

        await WriteAsync(host, job, JobLogLevel.Info, "later");

        page.WaitForAssertion(() => Assert.Equal("1 new line", page.Find(".newer").TextContent.Trim()));
        await page.Find(".newer").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".newer")));
    }

    [Fact]
    public async Task Paused_MoreComesThanThePageHolds_ReadsItWhenFollowedAgain()
    {
        await using var host = await CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running, "shop");
        await host.Core.AddLogLinesAsync(job, 5);
        var page = Render(host);
        await page.InvokeAsync(() => page.Instance.OnScrolledAsync(0, 3, false));
        await host.Core.AddLogLinesAsync(job, 1_100);
        var lines = await host.Core.Get<JobQueries>().LogAsync(new JobLogFilter(job.Id), 0, 2_000, CancellationToken.None);

        host.Core.Get<EventBus>().Publish(new JobLogged([.. lines.Skip(5)]));

        page.WaitForAssertion(() => Assert.Equal("1,100 new lines", page.Find(".newer").TextContent.Trim()));
        Assert.Equal(5, page.FindAll(".line").Count);
        await page.Find(".newer").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("Line 1100 of the log", Lines(page)[^1]));
        Assert.InRange(page.FindAll(".line").Count, 100, 1_000);
    }

    [Fact]
    public async Task Level_TurnedOff_GoesIntoTheAddress()
    {
        await using var host = await CreateAsync();
        var page = Render(host);

        await page.Find(".level.debug").ClickAsync();

        Assert.EndsWith(
            "/portal/logs?levels=info,warning,error",
            host.Page.Services.GetRequiredService<NavigationManager>().Uri,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Dispose_OpenPage_LeavesNoSubscription()
    {
        await using var host = await CreateAsync();
        Render(host);

        await host.Page.DisposeComponentsAsync();

        Assert.Equal(0, host.Subscriptions);
    }

    private static async Task<PageHost> CreateAsync()
    {
        var host = await PortalServices.CreateAsync();
        host.Page.Render<MudBlazor.MudPopoverProvider>();
        return host;
    }

    private static IRenderedComponent<LogsPage> Render(PageHost host, string? address = null)
    {
        if (address is not null)
            host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return host.Page.Render<LogsPage>();
    }

    private static List<string> Lines(IRenderedComponent<LogsPage> page) =>
        [.. page.FindAll(".line .message").Select(message => message.TextContent)];

    private static async Task WriteAsync(PageHost host, ParserJob job, JobLogLevel level, string message)
    {
        await using var context = await host.Core.OpenAsync();
        var line = new JobLogLine
        {
            JobId = job.Id,
            SourceId = job.SourceId,
            CreatedAt = host.Core.Clock.UtcMilliseconds(),
            Level = level,
            Message = message,
        };
        context.Add(line);
        await context.SaveChangesAsync();
        host.Core.Get<EventBus>().Publish(new JobLogged([line]));
    }
}
