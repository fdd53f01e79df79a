using Bunit;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class JobPageTests
{
    [Fact]
    public async Task Render_UnknownJob_SaysSoInWords()
    {
        await using var host = await PortalServices.CreateAsync();

        var page = host.Page.Render<JobPage>(with => with.Add(job => job.Id, Guid.NewGuid()));

        Assert.Contains("There is no such job", page.Markup);
    }

    [Fact]
    public async Task Render_FailedJob_ShowsClassAndMessage()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Failed);

        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

        Assert.Contains("Network", page.Find(".notice").TextContent);
        Assert.Contains("The connection was closed.", page.Find(".notice").TextContent);
    }

    [Fact]
    public async Task Render_RetryWaits_CountsDownAndLinksBothWays()
    {
        await using var host = await PortalServices.CreateAsync();
        var failed = await host.Core.AddJobAsync(JobStatus.Running);
        await host.Core.Get<JobEnder>().EndAsync(
            failed.Id, JobEnding.OfCooling("shop.example", TimeSpan.FromSeconds(90), "Slow down.", null, () => new JobCounts()), CancellationToken.None);
        var next = (await host.Core.Get<JobQueries>().NextAsync(failed.Id, CancellationToken.None))!.Value;

        var before = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, failed.Id));
        var after = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, next));

        before.WaitForAssertion(() => Assert.NotNull(before.Find($"a[href='/portal/jobs/{next}']")));
        Assert.Contains("shop.example asked to wait until", before.Markup);
        after.WaitForAssertion(() => Assert.Matches("^1:(30|31)$", after.Find(".countdown strong").TextContent));
        Assert.NotNull(after.Find($"a[href='/portal/jobs/{failed.Id}']"));
        after.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.StartsWith("1:1", after.Find(".countdown strong").TextContent, StringComparison.Ordinal);
        });
    }

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
    public async Task Render_JobGetsFurtherAndEnds_ShowsBoth()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

        host.Core.Get<EventBus>().Publish(new JobProgressed(job.Id, job.SourceId, new JobCounts { ItemsProcessed = 24, ItemsExpected = 48 }));

        page.WaitForAssertion(() => Assert.Equal("50", page.Find("[role=progressbar]").GetAttribute("aria-valuenow")));
        await host.Core.Get<JobEnder>().EndAsync(job.Id, (ending, now) => ending.Succeed(new JobCounts { ItemsProcessed = 48 }, now), CancellationToken.None);
        page.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Contains("succeeded", page.Find(".badge").TextContent);
        });
    }

    [Fact]
    public async Task Render_MoreLinesThanThePageHolds_SaysWhatItLeavesOut()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded);
        await AddLinesAsync(host, job, LogRing.Capacity + 20);

        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

        Assert.Contains("Showing the last 10,000 of 10,020 lines; download all for the rest.", page.Find(".log-note").TextContent);
    }

    [Fact]
    public async Task Filter_ByLevelAndText_ShowsOnlyWhatFits()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded);
        await AddLinesAsync(host, job, 30);
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

        page.Find(".level.info").Click();
        page.WaitForAssertion(() => Assert.Contains("10 matching lines", page.Find(".log-note").TextContent));
        page.Find("input[type=search]").Change("LINE 12 ");

        page.WaitForAssertion(() => Assert.Equal("Line 12 of the log", page.Find(".line .message").TextContent));
        Assert.Contains("1 matching line", page.Find(".log-note").TextContent);
    }

    [Fact]
    public async Task OnScrolledAsync_ScrolledUp_HoldsTheLinesAndCountsTheNews()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        await AddLinesAsync(host, job, 5);
        var log = host.Page.Render<LogView>(with => with.Add(shown => shown.JobId, job.Id));
        await log.InvokeAsync(() => log.Instance.OnScrolledAsync(false));

        await WriteAsync(host, job, "later");

        log.WaitForAssertion(() => Assert.Equal("1 newer line", log.Find(".newer").TextContent));
        Assert.DoesNotContain("later", log.Find(".lines").TextContent);
        await log.Find(".newer").ClickAsync();
        log.WaitForAssertion(() => Assert.Contains("later", log.Find(".lines").TextContent));
    }

    [Fact]
    public async Task Cancel_ClickedTwice_IsAskedForOnce()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Operator);
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));
        var cancel = page.Find(".page-actions button");

        await Task.WhenAll(cancel.ClickAsync(), cancel.ClickAsync());

        Assert.Single(await host.Core.AuditAsync(), entry => entry.Action == "job.cancel");
    }

    [Fact]
    public async Task Render_Viewer_ShowsCancelDisabledWithTheReason()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Viewer);
        var job = await host.Core.AddJobAsync(JobStatus.Running);

        var cancel = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id)).Find(".page-actions button");

        Assert.True(cancel.HasAttribute("disabled"));
        Assert.Contains("Needs the role operator", cancel.GetAttribute("title"));
    }

    [Fact]
    public async Task Dispose_OpenPage_LeavesNoSubscription()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));
        Assert.Equal(2, host.Subscriptions);

        await host.Page.DisposeComponentsAsync();

        Assert.Equal(0, host.Subscriptions);
    }

    private static async Task WriteAsync(PageHost host, ParserJob job, string message)
    {
        await using var context = await host.Core.OpenAsync();
        var line = new JobLogLine { JobId = job.Id, SourceId = job.SourceId, CreatedAt = host.Core.Clock.UtcMilliseconds(), Level = JobLogLevel.Info, Message = message };
        context.Add(line);
        await context.SaveChangesAsync();
        host.Core.Get<EventBus>().Publish(new JobLogged([line]));
    }

    /// <summary>Every third line is a warning.</summary>
    private static async Task AddLinesAsync(PageHost host, ParserJob job, int count)
    {
        await using var context = await host.Core.OpenAsync();
        context.AddRange(Enumerable.Range(1, count).Select(number => new JobLogLine
        {
            JobId = job.Id,
            SourceId = job.SourceId,
            CreatedAt = host.Core.Clock.UtcMilliseconds(),
            Level = number % 3 == 0 ? JobLogLevel.Warning : JobLogLevel.Info,
            Message = $"Line {number} of the log",
        }));
        await context.SaveChangesAsync();
    }
}
