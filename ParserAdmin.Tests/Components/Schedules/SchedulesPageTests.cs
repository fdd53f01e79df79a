using AngleSharp.Dom;
using Bunit;
using MudBlazor;
using ParserAdmin.Components.Pages.Schedules;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Schedules;
using Xunit;

namespace ParserAdmin.Tests.Components.Schedules;

public sealed class SchedulesPageTests : IAsyncLifetime
{
    private const string Catalog = "catalog-sync:shop";
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync(Actors.Admin);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(SchedulesPage), PageState.Nothing)]
    public void Render_None_SaysWhatToDoFirst()
    {
        var page = _host.Page.Render<SchedulesPage>();

        page.WaitForAssertion(() => Assert.Contains("Add a source", page.Find(".empty").TextContent));
    }

    [Fact]
    public async Task Render_ASource_ShowsItsSchedulesInWords()
    {
        var page = await OpenAsync();

        Assert.Contains("every 24 hours", page.Find(".when-cell").TextContent);
        Assert.Contains("A shop", page.Find(".source-cell").TextContent);
        Assert.Contains("never ran", page.Find(".last-cell").TextContent);
        Assert.Matches("at once\\s*when in auto", page.Find(".next-cell").TextContent);
        Assert.Contains("enable_autoupdate", page.FindAll(".task-cell")[1].TextContent);
        Assert.Contains("The mode is manual", page.Find(".notice").TextContent);
    }

    [Fact]
    public async Task Render_ATaskThatCannotRun_IsUnavailableAndHasNoRun()
    {
        await _host.Core.AddSourceAsync();
        await _host.Core.SqlAsync("UPDATE sources SET definition = replace(definition, 'episodes:', 'chapters:')");
        var page = _host.Page.Render<SchedulesPage>();

        var episodes = page.WaitForElements("tr.schedule-row").Single(row => row.TextContent.Contains("episode-sync"));

        Assert.Contains("unavailable", episodes.TextContent);
        Assert.True(Button(episodes, "Run now").HasAttribute("disabled"));
    }

    [Fact, InState(typeof(SchedulesPage), PageState.One)]
    public async Task Render_ATaskOfTheWholeProgram_IsOfAllSourcesAndCanBeRun()
    {
        await _host.Core.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);
        var page = _host.Page.Render<SchedulesPage>();
        var cleanup = page.WaitForElements("tr.schedule-row").Single(row => row.TextContent.Contains("cleanup"));

        await Button(cleanup, "Run now").ClickAsync(new());

        Assert.Equal("all sources", cleanup.ParentElement!.QuerySelector(".source-cell")!.TextContent.Trim());
        Assert.True(
            Assert.Single(await _host.Core.Get<JobQueries>().RecentAsync(new JobFilter(), null, 5, CancellationToken.None)).IsGlobal
        );
    }

    [Fact, InState(typeof(SchedulesPage), PageState.Stopped)]
    public async Task Render_Stopped_NothingCanBeRunAndSaysWhy()
    {
        await _host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        var page = await OpenAsync();

        var run = Button(page.Find("tr.schedule-row"), "Run now");
        Assert.True(run.HasAttribute("disabled"));
        Assert.Contains("until an admin resets it", run.GetAttribute("title"));
        Assert.DoesNotContain("may still run", page.Find(".notice").TextContent);
    }

    [Fact]
    public async Task Render_SourceIsPaused_RunIsDisabledAndSaysWhy()
    {
        await _host.Core.AddSourceAsync();
        await _host.Core.Get<SourceCommands>().PauseAsync(Actors.Operator, "shop", "storm", CancellationToken.None);
        var page = _host.Page.Render<SchedulesPage>();
        page.WaitForElement(".schedule-actions");

        var run = Button(page.Find("tr.schedule-row"), "Run now");
        Assert.True(run.HasAttribute("disabled"));
        Assert.Contains("Resume it first", run.GetAttribute("title"));
    }

    [Fact]
    public async Task Paused_Elsewhere_IsShownWithWhy()
    {
        var page = await OpenAsync();

        await _host.Core.Get<ScheduleCommands>().PauseAsync(Actors.Operator, Catalog, "storm", CancellationToken.None);

        page.WaitForAssertion(() => Assert.Contains("storm", page.Find(".task-cell").TextContent));
        Assert.Contains("Resume", page.Find(".schedule-actions").TextContent);
    }

    [Fact]
    public async Task Pause_Clicked_AsksWhy()
    {
        var dialogs = _host.Dialogs();
        var page = await OpenAsync();
        var asked = Button(page.Find("tr.schedule-row"), "Pause").ClickAsync(new());

        await dialogs.WaitForElement(".dialog-form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("Say why", dialogs.Find("[role=alert]").TextContent));
        await dialogs.Find(".dialog-form input").InputAsync(new() { Value = "storm" });
        await dialogs.Find(".dialog-form").SubmitAsync();
        await asked;

        page.WaitForAssertion(() => Assert.Contains("storm", page.Find(".task-cell").TextContent));
    }

    [Fact]
    public async Task Run_Clicked_AsksForTheTask()
    {
        var page = await OpenAsync();

        await Button(page.Find("tr.schedule-row"), "Run now").ClickAsync(new());

        var job = Assert.Single(await _host.Core.Get<JobQueries>().RecentAsync(new JobFilter(), null, 5, CancellationToken.None));
        Assert.Equal(("catalog-sync", JobTrigger.Person), (job.Task, job.Trigger));
    }

    [Fact]
    public async Task Edit_Cron_ShowsTheNextFiveRunsAndSaves()
    {
        var dialogs = _host.Dialogs();
        var page = await OpenAsync();
        var asked = Button(page.Find("tr.schedule-row"), "Edit").ClickAsync(new());
        dialogs.WaitForElement(".dialog-form");
        await dialogs.InvokeAsync(() => dialogs.FindComponent<MudSelect<WhenKind>>().Instance.ValueChanged.InvokeAsync(WhenKind.Cron));

        await dialogs.WaitForElement(".mono input").InputAsync(new() { Value = "0 0 30 2 *" });
        Assert.Contains("never comes", dialogs.Find("[role=alert]").TextContent);
        Assert.True(Button(dialogs.Find(".form-dialog"), "Save").HasAttribute("disabled"));

        await dialogs.Find(".mono input").InputAsync(new() { Value = "0 3 * * SUN" });
        Assert.Equal(5, dialogs.FindAll(".preview li").Count);
        await dialogs.Find(".dialog-form").SubmitAsync();
        await asked;

        page.WaitForAssertion(() => Assert.Contains("Sundays 03:00 UTC", page.Find(".when-cell").TextContent));
        Assert.Equal("0 3 * * SUN", (await _host.Core.ScheduleAsync(Catalog)).Schedule.Cron);
    }

    [Fact]
    public async Task Add_ASecondOne_AppearsBesideTheFirst()
    {
        var dialogs = _host.Dialogs();
        var page = await OpenAsync();
        var asked = Button(page.Find(".page-actions"), "Add schedule").ClickAsync(new());

        await dialogs.WaitForElement(".mono input").InputAsync(new() { Value = "0 2 * * *" });
        await dialogs.Find("input[placeholder=nightly]").InputAsync(new() { Value = "At night" });
        Assert.Equal(5, dialogs.FindAll(".preview li").Count);
        await dialogs.Find(".dialog-form").SubmitAsync();
        Assert.Contains("small letters", dialogs.Find("[role=alert]").TextContent);
        await dialogs.Find("input[placeholder=nightly]").InputAsync(new() { Value = "nightly" });
        await dialogs.Find(".dialog-form").SubmitAsync();
        await asked;

        page.WaitForAssertion(() => Assert.Equal("nightly", page.Find(".schedule-name").TextContent));
        Assert.Equal("every day 02:00 UTC", (await _host.Core.ScheduleAsync($"{Catalog}:nightly")).When);
        Assert.Equal(3, page.FindAll("tr.schedule-row").Count);
    }

    [Fact]
    public async Task Delete_AnAddedOne_SaysWhatIsLostAndPresetsHaveNoSuchButton()
    {
        var dialogs = _host.Dialogs();
        var edit = new ScheduleEdit("0 2 * * *", null, false, null, true, OverlapPolicy.Skip, MisfirePolicy.Skip);
        await _host.Core.AddSourceAsync();
        await _host
            .Core.Get<ScheduleCommands>()
            .AddAsync(Actors.Admin, new NewSchedule("catalog-sync", "shop", "nightly", edit), null, CancellationToken.None);
        await _host.Core.SwitchToAutoAsync();
        await _host.Core.Provider.RecordSlotAsync($"{Catalog}:nightly", _host.Core.Clock.GetUtcNow().UtcDateTime, CancellationToken.None);
        var page = _host.Page.Render<SchedulesPage>();
        var row = page.WaitForElements("tr.schedule-row").Single(row => row.TextContent.Contains("nightly"));
        Assert.Single(page.FindAll(".schedule-actions .danger"));

        var asked = Button(row, "Delete").ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.Contains("One job that waits is skipped.", dialogs.Find(".dialog-form").TextContent));
        Assert.Contains("every day 02:00 UTC", dialogs.Find(".dialog-form").TextContent);
        await dialogs.Find(".dialog-form").SubmitAsync();
        await asked;

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".schedule-name")));
        Assert.Null(await _host.Core.Get<ScheduleQueries>().FindAsync($"{Catalog}:nightly", CancellationToken.None));
    }

    [Fact]
    public async Task Render_ASkippedSlot_IsShownWithItsReasonAndTheWayToAllOfThem()
    {
        await _host.Core.AddSourceAsync();
        var slot = await _host.Core.Provider.RecordSlotAsync(Catalog, _host.Core.Clock.GetUtcNow().UtcDateTime, CancellationToken.None);
        var page = _host.Page.Render<SchedulesPage>();

        var link = page.WaitForElement("a.skipped");

        Assert.Contains(slot!.Reason!, link.TextContent);
        Assert.Equal("portal/jobs?status=skipped&schedule=catalog-sync:shop", Uri.UnescapeDataString(link.GetAttribute("href")!));
    }

    [Fact, InState(typeof(SchedulesPage), PageState.Viewer)]
    public async Task Render_AViewer_MayPressNothing()
    {
        _host.Become(Actors.Viewer);

        var page = await OpenAsync();

        Assert.True(Button(page.Find(".page-actions"), "Add schedule").HasAttribute("disabled"));

        Assert.All(page.FindAll(".schedule-actions button"), button => Assert.True(button.HasAttribute("disabled")));
    }

    private async Task<IRenderedComponent<SchedulesPage>> OpenAsync()
    {
        await _host.Core.AddSourceAsync();
        var page = _host.Page.Render<SchedulesPage>();
        page.WaitForElement(".schedule-actions");
        return page;
    }

    private static IElement Button(IElement within, string words) =>
        within.QuerySelectorAll("button").Single(button => button.TextContent.Contains(words));
}
