using Bunit;
using MudBlazor;
using ParserAdmin.Components.Pages.Logs;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class LogsStatesTests
{
    /// <summary>What jobs say is everybody's to read and to take along.</summary>
    [Fact, InState(typeof(LogsPage), PageState.Viewer)]
    public async Task Viewer_MayReadFollowAndDownload()
    {
        await using var host = await CreateAsync(Actors.Viewer);
        await host.Core.AddLogLinesAsync(await host.Core.AddJobAsync(JobStatus.Running), 2);

        var page = host.Page.Render<LogsPage>();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".line").Count));
        Assert.Equal("portal/logs.txt", page.Find("[aria-label='Download all that fits']").GetAttribute("href"));
        Assert.Equal("true", page.Find("button.follow").GetAttribute("aria-pressed"));
        Assert.Empty(page.FindAll(".logs button[disabled]"));
    }

    /// <summary>How the jobs end is what one wants to read then.</summary>
    [Fact, InState(typeof(LogsPage), PageState.Stopped)]
    public async Task Stopped_LastWordsOfAJobStillArrive()
    {
        await using var host = await CreateAsync(Actors.Operator);
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        await host.Core.AddLogLinesAsync(job, 2);
        await host.StopAsync();
        var page = host.Page.Render<LogsPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".line").Count));

        await WriteAsync(host, job, "Cancelled: the emergency stop");

        page.WaitForAssertion(() => Assert.Equal("Cancelled: the emergency stop", page.FindAll(".line .message")[^1].TextContent));
        Assert.Contains("3 lines, live", page.Find(".log-note").TextContent);
    }

    private static async Task<PageHost> CreateAsync(Actor actor)
    {
        var host = await PortalServices.CreateAsync(actor);
        host.Page.Render<MudPopoverProvider>();
        return host;
    }

    private static async Task WriteAsync(PageHost host, ParserJob job, string message)
    {
        await using var context = await host.Core.OpenAsync();
        var line = new JobLogLine
        {
            JobId = job.Id,
            SourceId = job.SourceId,
            CreatedAt = host.Core.Clock.UtcMilliseconds(),
            Level = JobLogLevel.Warning,
            Message = message,
        };
        context.Add(line);
        await context.SaveChangesAsync();
        host.Core.Get<EventBus>().Publish(new JobLogged([line]));
    }
}
