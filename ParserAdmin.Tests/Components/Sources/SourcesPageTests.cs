using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ParserAdmin.Components.Pages.Sources;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Sources;

public sealed class SourcesPageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Operator);
        _host.Page.Render<MudPopoverProvider>();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(SourcesPage), PageState.Nothing)]
    public void Render_NoSources_SaysWhatToDoFirst()
    {
        var page = _host.Page.Render<SourcesPage>();

        page.WaitForAssertion(() => Assert.Contains("New source", page.Find(".empty").TextContent));
    }

    [Fact, InState(typeof(SourcesPage), PageState.One)]
    public async Task Render_AFailedRun_IsShownAsFailingWithWhy()
    {
        await _host.Core.AddSourceAsync();
        await _host.Core.AddJobAsync(JobStatus.Failed);

        var page = _host.Page.Render<SourcesPage>();

        page.WaitForAssertion(() => Assert.Contains("failing", page.Find("td.state").TextContent));
        Assert.Contains("The connection was closed.", page.Find("td.state").TextContent);
    }

    [Fact]
    public async Task Run_Clicked_AsksForTheMainTaskOnce()
    {
        await _host.Core.AddSourceAsync();
        var page = _host.Page.Render<SourcesPage>();
        page.WaitForElement("td.actions");

        await ClickAsync(page, "Run now");

        var job = Assert.Single(await _host.Core.Get<JobQueries>().RecentAsync(new JobFilter(), null, 10, CancellationToken.None));
        Assert.Equal(("catalog-sync", JobTrigger.Person, Actors.Operator.Name), (job.Task, job.Trigger, job.Actor));
        page.WaitForAssertion(() => Assert.Contains("catalog-sync waits", page.Find("td.state").TextContent));
    }

    [Fact]
    public async Task Pause_WithoutAReason_IsRefusedInWordsAndWithOneIsDone()
    {
        await _host.Core.AddSourceAsync();
        var dialogs = _host.Page.Render<MudDialogProvider>();
        var page = _host.Page.Render<SourcesPage>();
        page.WaitForElement("td.actions");
        var asked = ClickAsync(page, "Pause");

        await dialogs.WaitForElement(".dialog-form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("Say why", dialogs.Find("[role=alert]").TextContent));
        await dialogs.Find(".dialog-form input").InputAsync(new() { Value = "storm" });
        await dialogs.Find(".dialog-form").SubmitAsync();
        await asked;

        page.WaitForAssertion(() => Assert.Contains("storm", page.Find("td.state").TextContent));
        Assert.True((await _host.Core.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!.Paused);
    }

    [Fact, InState(typeof(SourcesPage), PageState.Viewer)]
    public async Task Render_AViewer_SeesWhyTheButtonsAreOff()
    {
        await _host.Core.AddSourceAsync();
        _host.Become(Actors.Viewer);

        var page = _host.Page.Render<SourcesPage>();

        page.WaitForElement("td.actions");
        Assert.All(
            page.FindAll("td.actions button"),
            button =>
            {
                Assert.True(button.HasAttribute("disabled"));
                Assert.Contains("you have viewer", button.GetAttribute("title"));
            }
        );
    }

    [Fact]
    public async Task Render_RunsOfASource_AreAStripWithWordsAndTheLastRun()
    {
        await _host.Core.AddSourceAsync();
        await _host.Core.AddJobAsync(JobStatus.Succeeded);
        await _host.Core.AddJobAsync(JobStatus.Skipped);
        _host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
        var failed = await _host.Core.AddJobAsync(JobStatus.Failed);

        var page = _host.Page.Render<SourcesPage>();

        page.WaitForAssertion(() =>
            Assert.Equal("Last 2 runs: 1 failed, 1 succeeded; the newest failed", page.Find(".strip").GetAttribute("aria-label"))
        );
        Assert.Contains("failed", page.Find(".strip rect.bad title").TextContent);
        Assert.Equal($"portal/jobs/{failed.Id}", page.Find("td.last a").GetAttribute("href"));
    }

    [Fact]
    public async Task Filter_TextStateAndOrder_AreTakenFromTheAddress()
    {
        foreach (var id in (string[])["books", "films", "shop"])
            await _host.Core.AddSourceAsync(id);
        await _host.Core.AddJobAsync(JobStatus.Failed, "shop");

        Assert.Equal(["shop", "books", "films"], Ids(Open("/portal/sources")));
        Assert.Equal(["shop"], Ids(Open("/portal/sources?state=failing")));
        Assert.Equal(["films"], Ids(Open("/portal/sources?q=film")));
        var none = Open("/portal/sources?q=film&state=failing&kind=%27&sort=%27&after=%27");
        none.WaitForAssertion(() => Assert.Contains("No source fits", none.Find(".empty").TextContent));
    }

    [Fact]
    public async Task Filter_AStateChosen_GoesIntoTheAddress()
    {
        await _host.Core.AddSourceAsync();
        var page = _host.Page.Render<SourcesPage>();

        await page.WaitForElements(".chip")
            .Single(chip => chip.TextContent.StartsWith("Paused", StringComparison.Ordinal))
            .ClickAsync(new());

        Assert.EndsWith("/portal/sources?state=paused", _host.Page.Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public async Task Bulk_PauseThenRunThenResume_TellsHowEachWent()
    {
        await _host.Core.AddSourceAsync("shop");
        await _host.Core.AddSourceAsync("books");
        await _host.Core.Get<SourceCommands>().PauseAsync(Actors.Operator, "books", "storm", CancellationToken.None);
        var dialogs = _host.Page.Render<MudDialogProvider>();
        var page = _host.Page.Render<SourcesPage>();
        page.WaitForElement("td.actions");

        await AskAllAsync(page, "Run now…");
        Assert.Contains("1 of the 2 chosen is left as it is", dialogs.WaitForElement(".mud-alert").TextContent);
        await dialogs.Find("form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("1 of 1 done", dialogs.Find(".form-dialog").TextContent));
        await dialogs.Find(".mud-dialog-actions button").ClickAsync();

        await AskAllAsync(page, "Pause…");
        await dialogs.WaitForElement("form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("Say why", dialogs.Find("[role=alert]").TextContent));
        await dialogs.Find("#reason").InputAsync(new() { Value = "flood" });
        await dialogs.Find("form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("1 of 1 done", dialogs.Find(".form-dialog").TextContent));
        await dialogs.Find(".mud-dialog-actions button").ClickAsync();
        Assert.Equal("flood", (await SourceAsync("shop")).PauseReason);

        _host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("flood", page.Markup));
        await AskAllAsync(page, "Resume…");
        await dialogs.WaitForElement("form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("2 of 2 done", dialogs.Find(".form-dialog").TextContent));
        Assert.False((await SourceAsync("books")).Paused);
        Assert.False((await SourceAsync("shop")).Paused);
    }

    [Fact, InState(typeof(SourcesPage), PageState.Stopped)]
    public async Task Stopped_RunNow_IsDisabledWithTheReason()
    {
        await _host.Core.AddSourceAsync();
        await _host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, "drill", CancellationToken.None);

        var page = _host.Page.Render<SourcesPage>();

        page.WaitForAssertion(() => Assert.Contains("nothing may start", page.Find("td.actions button[disabled]").GetAttribute("title")));
    }

    [Fact]
    public async Task NextRun_WhereThereIsNone_SaysWhy()
    {
        await _host.Core.AddSourceAsync("shop");
        await _host.Core.AddSourceAsync("books");
        await _host.Core.Get<SourceCommands>().PauseAsync(Actors.Operator, "books", "storm", CancellationToken.None);

        AssertNext("by hand only", "paused");
        await _host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, "drill", CancellationToken.None);
        AssertNext("paused", "stopped");

        void AssertNext(params string[] words)
        {
            var page = _host.Page.Render<SourcesPage>();
            page.WaitForAssertion(() => Assert.Equal(words, page.FindAll("td.next .muted").Select(word => word.TextContent).Order()));
        }
    }

    [Fact]
    public async Task Dispose_AfterRendering_LeavesNoSubscription()
    {
        var page = _host.Page.Render<SourcesPage>();
        page.WaitForElement(".empty");
        Assert.Equal(2, _host.Subscriptions);

        await _host.Page.DisposeComponentsAsync();

        Assert.Equal(0, _host.Subscriptions);
    }

    private IRenderedComponent<SourcesPage> Open(string address)
    {
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return _host.Page.Render<SourcesPage>();
    }

    private static IEnumerable<string?> Ids(IRenderedComponent<SourcesPage> page) =>
        page.WaitForElements("td.source a").Select(link => link.GetAttribute("href")?.Split('/')[^1]);

    private async Task<Source> SourceAsync(string id) => (await _host.Core.Get<SourceQueries>().FindAsync(id, CancellationToken.None))!;

    private static async Task AskAllAsync(IRenderedComponent<SourcesPage> page, string act)
    {
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".bulk")));
        await page.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        _ = page.FindAll(".bulk button").Single(button => button.TextContent.Contains(act, StringComparison.Ordinal)).ClickAsync();
    }

    private static Task ClickAsync(IRenderedComponent<SourcesPage> page, string words) =>
        page.FindAll("td.actions button").Single(button => button.TextContent.Contains(words)).ClickAsync(new());
}
