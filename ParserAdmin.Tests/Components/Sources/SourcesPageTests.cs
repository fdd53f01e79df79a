using Bunit;
using ParserAdmin.Components.Pages.Sources;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Radzen.Blazor;
using Xunit;

namespace ParserAdmin.Tests.Components.Sources;

public sealed class SourcesPageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync(Actors.Operator);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Render_NoSources_SaysWhatToDoFirst()
    {
        var page = _host.Page.Render<SourcesPage>();

        page.WaitForAssertion(() => Assert.Contains("New source", page.Find(".empty").TextContent));
    }

    [Fact]
    public async Task Render_AFailedRun_IsShownAsFailingWithWhy()
    {
        await _host.Core.AddSourceAsync();
        await _host.Core.AddJobAsync(JobStatus.Failed);

        var page = _host.Page.Render<SourcesPage>();

        page.WaitForAssertion(() => Assert.Contains("failing", page.Find(".state-cell").TextContent));
        Assert.Contains("The connection was closed.", page.Find(".state-cell").TextContent);
    }

    [Fact]
    public async Task Run_Clicked_AsksForTheMainTaskOnce()
    {
        await _host.Core.AddSourceAsync();
        var page = _host.Page.Render<SourcesPage>();
        page.WaitForElement(".source-actions");

        await ClickAsync(page, "Run now");

        var job = Assert.Single(await _host.Core.Get<JobQueries>().RecentAsync(new JobFilter(), null, 10, CancellationToken.None));
        Assert.Equal(("catalog-sync", JobTrigger.Person, Actors.Operator.Name), (job.Task, job.Trigger, job.Actor));
        page.WaitForAssertion(() => Assert.Contains("pending", page.Find(".job-cell").TextContent));
    }

    [Fact]
    public async Task Pause_WithoutAReason_IsRefusedInWordsAndWithOneIsDone()
    {
        await _host.Core.AddSourceAsync();
        var dialogs = _host.Page.Render<RadzenDialog>();
        var page = _host.Page.Render<SourcesPage>();
        page.WaitForElement(".source-actions");
        var asked = ClickAsync(page, "Pause");

        await dialogs.WaitForElement(".dialog-form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("Say why", dialogs.Find("[role=alert]").TextContent));
        await dialogs.Find(".dialog-form input").InputAsync(new() { Value = "storm" });
        await dialogs.Find(".dialog-form").SubmitAsync();
        await asked;

        page.WaitForAssertion(() => Assert.Contains("storm", page.Find(".state-cell").TextContent));
        Assert.True((await _host.Core.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!.Paused);
    }

    [Fact]
    public async Task Render_AViewer_SeesWhyTheButtonsAreOff()
    {
        await _host.Core.AddSourceAsync();
        _host.Become(Actors.Viewer);

        var page = _host.Page.Render<SourcesPage>();

        page.WaitForElement(".source-actions");
        Assert.All(page.FindAll("button"), button =>
        {
            Assert.True(button.HasAttribute("disabled"));
            Assert.Contains("you have viewer", button.GetAttribute("title"));
        });
    }

    [Fact]
    public async Task Dispose_AfterRendering_LeavesNoSubscription()
    {
        var page = _host.Page.Render<SourcesPage>();
        page.WaitForElement(".empty");
        Assert.Equal(1, _host.Subscriptions);

        await _host.Page.DisposeComponentsAsync();

        Assert.Equal(0, _host.Subscriptions);
    }

    private static Task ClickAsync(IRenderedComponent<SourcesPage> page, string words) =>
        page.FindAll("button").Single(button => button.TextContent.Contains(words)).ClickAsync(new());
}
