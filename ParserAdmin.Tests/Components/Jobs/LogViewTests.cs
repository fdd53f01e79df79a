using System.Globalization;
using Bunit;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Components.Pages.Jobs.Log;
using ParserAdmin.Components.Shared.Logs;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class LogViewTests
{
    [Fact]
    public async Task Render_LinesWritten_AppearWithoutAReload()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));
        Assert.Contains("No line yet.", page.Markup);

        await WriteAsync(host, job, "Page 1: 24 rows");

        page.WaitForAssertion(() => Assert.Contains("Page 1: 24 rows", page.Find(".line .message").TextContent));
        Assert.Contains("1 line", page.Find(".log-note").TextContent);
    }

    [Fact]
    public async Task Render_AHundredThousandLines_DrawsTheEndAndThenWhatIsScrolledTo()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded);
        await host.Core.AddLogLinesAsync(job, 100_000);

        var log = host.Page.Render<LogView>(with => with.Add(shown => shown.JobId, job.Id));

        log.WaitForAssertion(() => Assert.Equal("Line 100000 of the log", log.FindAll(".line .message")[^1].TextContent));
        Assert.Contains("100,000 lines", log.Find(".log-note").TextContent);
        await log.InvokeAsync(() => log.Instance.OnScrolledAsync(50_000, 50_030, false));
        log.WaitForAssertion(() => Assert.Contains("Line 50001 of the log", log.Find(".lines").TextContent));
        Assert.InRange(log.FindAll(".line").Count, 60, 200);
        var drawn = log.FindAll(".line");
        var spacers = log.FindAll(".spacer").Select(Height).ToList();
        Assert.Equal(100_000 * 20, spacers.Sum() + (drawn.Count * 20));
        Assert.Equal(drawn[0].GetAttribute("data-row"), (spacers[0] / 20).ToString(CultureInfo.InvariantCulture));
        Assert.Equal((spacers[0] / 20 + 1).ToString(CultureInfo.InvariantCulture), drawn[0].QuerySelector(".number")!.TextContent);
    }

    [Fact]
    public async Task Levels_OneTurnedOff_LeavesTheOthersWithTheirNumbers()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded);
        await host.Core.AddLogLinesAsync(job, 30);
        LogPlace? place = null;
        var log = host.Page.Render<LogView>(with => with.Add(shown => shown.JobId, job.Id).Add(shown => shown.OnPlace, to => place = to));

        await log.Find(".level.info").ClickAsync();

        log.WaitForAssertion(() => Assert.Contains("10 of 30 lines", log.Find(".log-note").TextContent));
        Assert.Equal("3", log.Find(".line .number").TextContent);
        Assert.Equal("debug,warning,error", place?.LevelsText);
        Assert.Contains("20", log.Find(".level.info").TextContent);
    }

    [Fact]
    public async Task Find_Word_MarksItAndGoesFromHitToHit()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded);
        await host.Core.AddLogLinesAsync(job, 3_000);
        var log = host.Page.Render<LogView>(with =>
            with.Add(shown => shown.JobId, job.Id).Add(shown => shown.Place, LogPlace.Read("LINE 7", null, null))
        );
        log.WaitForAssertion(() => Assert.Equal("111 found", log.Find(".hits").TextContent));

        await log.Find("[aria-label='Previous']").ClickAsync();
        log.WaitForAssertion(() => Assert.Equal("111 of 111", log.Find(".hits").TextContent));
        Assert.Equal("Line 7", log.Find(".line.current mark").TextContent);
        Assert.Equal("Line 799 of the log", log.Find(".line.current .message").TextContent);
        await log.Find("[aria-label='Next']").ClickAsync();

        log.WaitForAssertion(() => Assert.Equal("Line 7 of the log", log.Find(".line.current .message").TextContent));
        Assert.Equal("1 of 111", log.Find(".hits").TextContent);
        Assert.Contains("paused", log.Find(".log-foot").TextContent);
    }

    [Fact]
    public async Task OnScrolledAsync_ScrolledUp_CountsNewLinesAndLeavesWhatIsRead()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        await host.Core.AddLogLinesAsync(job, 500);
        var log = host.Page.Render<LogView>(with => with.Add(shown => shown.JobId, job.Id));
        await log.InvokeAsync(() => log.Instance.OnScrolledAsync(100, 130, false));
        var before = log.Find(".line").TextContent;

        await WriteAsync(host, job, "later");

        log.WaitForAssertion(() => Assert.Equal("1 new line", log.Find(".newer").TextContent.Trim()));
        Assert.Equal(before, log.Find(".line").TextContent);
        Assert.DoesNotContain("later", log.Find(".lines").TextContent);
        await log.Find(".newer").ClickAsync();
        log.WaitForAssertion(() => Assert.Contains("later", log.Find(".lines").TextContent));
    }

    [Fact]
    public async Task Render_LineInTheAddress_OpensThere()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded);
        await host.Core.AddLogLinesAsync(job, 1_000);
        var line = (await host.Core.Get<JobQueries>().LogAsync(new JobLogFilter(job.Id, Text: "Line 500 "), 0, 1, default))[0];

        var log = host.Page.Render<LogView>(with =>
            with.Add(shown => shown.JobId, job.Id).Add(shown => shown.Place, LogPlace.End with { Line = line.Sequence })
        );

        log.WaitForAssertion(() => Assert.Equal("Line 500 of the log", log.Find(".line.chosen .message").TextContent));
        Assert.Contains("Line 500 of the log", log.Find(".whole").TextContent);
    }

    [Fact]
    public async Task Render_MessageThatLooksLikeMarkupAndTwoLines_IsOneLineOfText()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        var log = host.Page.Render<LogView>(with => with.Add(shown => shown.JobId, job.Id));

        await WriteAsync(host, job, "<b onclick=x>one</b>\ntwo");

        log.WaitForAssertion(() => Assert.Equal("<b onclick=x>one</b>⏎two", log.Find(".message").TextContent));
        Assert.Empty(log.FindAll(".message b"));
    }

    private static int Height(AngleSharp.Dom.IElement spacer) =>
        int.Parse(
            spacer.GetAttribute("style")!.Split(':')[1].Trim().Replace("px", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );

    private static async Task WriteAsync(PageHost host, ParserJob job, string message)
    {
        await using var context = await host.Core.OpenAsync();
        var line = new JobLogLine
        {
            JobId = job.Id,
            SourceId = job.SourceId,
            CreatedAt = host.Core.Clock.UtcMilliseconds(),
            Level = JobLogLevel.Info,
            Message = message,
        };
        context.Add(line);
        await context.SaveChangesAsync();
        host.Core.Get<EventBus>().Publish(new JobLogged([line]));
    }
}
