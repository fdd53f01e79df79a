using Bunit;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Components.Pages.Audit;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Components.Pages.Schedules;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Tests.Fetching;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

/// <summary>
/// A crawl that its schedule began, of a real site on which one item of ten cannot be read: from the slot to what people see.
/// </summary>
public sealed class ScheduledErrorTests
{
    private const int Items = 10;
    private const int Broken = 4;

    [Fact]
    public async Task Slot_OneItemOfTheSiteFails_EverythingSaysWithErrors()
    {
        await using var site = await TestSite.StartAsync();
        site.Answer = AnswerAsync;
        await using var host = await PortalServices.CreateAsync(Actors.Viewer, services => services.Allow(site.Port));
        host.Page.Render<MudBlazor.MudPopoverProvider>();
        await host.Core.DefineAsync(TestSources.Yaml("shop", link: site.At("/").ToString()));
        await host.Core.SwitchToAutoAsync();
        await host.Core.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        await host.Core.Get<SlotLedger>().RefreshAsync(distrust: false, CancellationToken.None);

        await host.Core.Get<ISlotWork>().DueAsync(CancellationToken.None);
        await host.Core.PumpAsync(host.Core.Get<RunStarter>().WhenAllEndedAsync());

        var found = await host.Core.Get<JobQueries>().RecentAsync(new JobFilter(SourceId: "shop"), null, 5, CancellationToken.None);
        var job = Assert.Single(found);
        Assert.Equal((JobTrigger.Schedule, "catalog-sync:shop", "system"), (job.Trigger, job.ScheduleId, job.Actor));
        Assert.Equal((JobStatus.Succeeded, true, "succeeded with errors"), (job.Status, job.WithErrors, job.Outcome));
        Assert.Equal((Items, Items - 1, 1), (job.Counts.ItemsProcessed, job.Counts.ItemsNew, job.Counts.ItemsFailed));
        Assert.Equal(Items - 1, await host.Core.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None));
        await AssertToldAsync(host.Core, job);
        AssertShown(host, job);
    }

    /// <summary>The run's log, and the audit trail.</summary>
    private static async Task AssertToldAsync(CoreHost host, ParserJob job)
    {
        var log = await host.Get<JobQueries>().LogAsync(new JobLogFilter(job.Id), 0, 50, CancellationToken.None);
        Assert.StartsWith("Done with errors: 10 items: 9 new, 0 changed, 1 failed;", log[^1].Message, StringComparison.Ordinal);
        Assert.Contains(log, line => line.Level > JobLogLevel.Info && line.Message.Contains("title", StringComparison.Ordinal));
        var entry = (await host.AuditAsync()).Single(entry => entry.Action == "job.end" && entry.EntityId == job.Id.ToString());
        Assert.Equal((AuditOutcome.WithErrors, ActorType.System), (entry.Outcome, entry.ActorType));
        Assert.Contains("\"outcome\":\"succeeded with errors\"", entry.After, StringComparison.Ordinal);
    }

    /// <summary>The list of jobs, the job's own page, its schedule, the dashboard's timeline and the audit trail.</summary>
    private static void AssertShown(PageHost host, ParserJob job)
    {
        AssertBadge(host.Page.Render<JobsPage>(), "tbody .badge");
        AssertBadge(host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id)), ".page-header .badge");
        AssertBadge(host.Page.Render<SchedulesPage>(), $"a.job-link[href='portal/jobs/{job.Id}'] .badge");
        AssertBadge(host.Page.Render<AuditPage>(), ".act-row.warn .outcome .badge");
        var mark = host.Page.Render<Dashboard>().WaitForElement($"a.mark[href='portal/jobs/{job.Id}']");
        Assert.Equal("mark errors", mark.ClassName);
        Assert.Contains("succeeded with errors", mark.GetAttribute("title"), StringComparison.Ordinal);
    }

    private static void AssertBadge<TPage>(IRenderedComponent<TPage> page, string selector)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var badge = page.WaitForElement(selector);
        Assert.Equal(("badge warn", "with errors"), (badge.ClassName, badge.TextContent.Trim()));
    }

    private static Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != "/list")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            string.Concat(
                Enumerable
                    .Range(0, Items)
                    .Select(id => $"<article data-id=\"{id}\">{(id == Broken ? "" : $"<h2>Book {id}</h2>")}</article>")
            )
        );
    }
}
