using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Components.Jobs.JobsList;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class JobsPageActionsTests
{
    [Fact]
    public async Task Row_Clicked_OpensItsDetailsAndEnterItsPage()
    {
        await using var host = await CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Failed);
        await host.Core.AddLogLinesAsync(job, 30);
        var page = Render(host);

        await page.Find(Rows).ClickAsync();
        Assert.EndsWith($"/portal/jobs?open={job.Id}", Uri(host));
        page = Render(host, Uri(host));

        page.WaitForAssertion(() => Assert.Contains("Line 30 of the log", page.Find(".last-lines").TextContent));
        Assert.Contains("The connection was closed.", page.Find(".detail").TextContent);
        await page.Find(".jobs-panel").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Assert.EndsWith($"/portal/jobs/{job.Id}", Uri(host));
    }

    [Fact]
    public async Task Bulk_CancelAndRetry_AsksOnceAndTellsHowEachWent()
    {
        await using var host = await CreateAsync();
        await host.Core.AddSourceAsync("shop");
        var running = await host.Core.AddJobAsync(JobStatus.Running, "one");
        var waiting = await host.Core.AddJobAsync(JobStatus.Pending, "two");
        var failed = await host.Core.AddJobAsync(JobStatus.Failed, "shop");
        var lonely = await host.Core.AddJobAsync(JobStatus.Failed, "gone");
        var dialogs = host.Page.Render<MudBlazor.MudDialogProvider>();
        var page = Render(host);

        await ChooseAllAsync(page, dialogs, "Cancel…", "the site moves");
        dialogs.WaitForAssertion(() => Assert.Contains("2 of 2 done", dialogs.Find(".form-dialog").TextContent));
        Assert.NotNull((await host.Core.JobAsync(running.Id)).CancelRequestedAt);
        Assert.Contains("the site moves", (await host.Core.JobAsync(waiting.Id)).Reason);
        await dialogs.Find(".mud-dialog-actions button").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".bulk")));

        await ChooseAllAsync(page, dialogs, "Retry…", "it is back");

        dialogs.WaitForAssertion(() => Assert.Contains("1 of", dialogs.Find("[role=status]").TextContent));
        Assert.Contains("There is no source 'gone'.", dialogs.Find(".results").TextContent);
        Assert.NotNull(await host.Core.NextJobAsync(failed.Id));
        Assert.Null(await host.Core.NextJobAsync(lonely.Id));
        var trail = await host.Core.AuditAsync();
        Assert.Equal(2, trail.Count(entry => entry is { Action: "job.cancel", Reason: "the site moves", Outcome: AuditOutcome.Succeeded }));
        Assert.Contains(trail, entry => entry is { Action: "job.retry", Reason: "it is back" });
    }

    [Fact, InState(typeof(JobsPage), PageState.Viewer)]
    public async Task Bulk_Viewer_IsDisabledWithTheReason()
    {
        await using var host = await CreateAsync(Actors.Viewer);
        await host.Core.AddJobAsync(JobStatus.Failed, "one");
        var page = Render(host);

        await page.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });

        Assert.All(
            page.FindAll(".bulk .reason-button"),
            button => Assert.Contains("Needs the role operator", button.GetAttribute("title"))
        );
        Assert.All(page.FindAll(".bulk .reason-button button"), button => Assert.True(button.HasAttribute("disabled")));
    }

    private static async Task ChooseAllAsync(
        IRenderedComponent<JobsPage> page,
        IRenderedComponent<MudBlazor.MudDialogProvider> dialogs,
        string what,
        string reason
    )
    {
        await page.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        var button = page.FindAll(".bulk button").Single(button => button.TextContent.Contains(what, StringComparison.Ordinal));
        _ = button.ClickAsync();
        dialogs.WaitForElement("#reason").Input(reason);
        await dialogs.Find("form").SubmitAsync();
    }
}
