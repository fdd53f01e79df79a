using Bunit;
using MudBlazor;
using ParserAdmin.Components.Pages.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class AuditStatesTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Viewer);
        _host.Page.Render<MudPopoverProvider>();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>The program itself writes the first entry; only another one empties the table.</summary>
    [Fact, InState(typeof(AuditPage), PageState.Nothing)]
    public async Task Nothing_OnRecord_SaysWhatWillAppearHere()
    {
        await _host.Core.DropTriggersAsync();
        await _host.Core.SqlAsync("DELETE FROM audit_logs");

        var page = _host.Page.Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Contains("Nothing is on record here", page.Find(".empty").TextContent));
        Assert.Contains("Switch the mode or run a source", page.Find(".empty").TextContent);
        Assert.Empty(page.FindAll(".pager"));
    }

    [Fact, InState(typeof(AuditPage), PageState.One)]
    public void One_Entry_IsAllThereIs()
    {
        var page = _host.Page.Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Contains("wrote the first settings", Assert.Single(page.FindAll(".audit-row")).TextContent));
        Assert.Contains("That is all.", page.Find(".pager").TextContent);
        page.WaitForAssertion(() => Assert.Contains("Chain whole, 1 entry,", page.Find(".chain").TextContent));
    }

    [Fact, InState(typeof(AuditPage), PageState.Many)]
    public async Task Many_Entries_ShowsAPageAndLeadsToTheOlderOnes()
    {
        await _host.Core.AddSourceAsync();
        for (var number = 1; number <= 50; number++)
        {
            var paused = await _host
                .Core.Get<SourceCommands>()
                .PauseAsync(Actors.Operator, "shop", $"storm {number}", CancellationToken.None);
            Assert.True(paused.Succeeded, paused.Message);
        }

        var page = _host.Page.Render<AuditPage>();
        page.WaitForAssertion(() => Assert.Equal(50, page.FindAll(".audit-row").Count));
        Assert.Contains("storm 50", page.Find(".audit-row").TextContent);
        _host.GoTo(page.Find(".pager a.older").GetAttribute("href")!);
        var rest = _host.Page.Render<AuditPage>();

        rest.WaitForAssertion(() => Assert.Equal(3, rest.FindAll(".audit-row").Count));
        Assert.Contains("wrote the first settings", rest.FindAll(".audit-row")[^1].TextContent);
        Assert.Contains("That is all.", rest.Find(".pager").TextContent);
    }

    /// <summary>The trail is everybody's to read, to check and to take along.</summary>
    [Fact, InState(typeof(AuditPage), PageState.Viewer)]
    public void Viewer_MayVerifyAndExport()
    {
        var page = _host.Page.Render<AuditPage>();

        page.WaitForElement(".chain .badge.good");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".page-actions button[disabled]")));
        Assert.Contains("Verify", page.Find(".page-actions").TextContent);
        Assert.Equal("portal/audit/export.jsonl", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact, InState(typeof(AuditPage), PageState.Stopped)]
    public async Task Stopped_IsOnRecordWithWhoAndWhy()
    {
        await _host.StopAsync();

        var page = _host.Page.Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Contains("stopped everything", page.Find(".audit-row").TextContent));
        Assert.Contains(Actors.Operator.Name, page.Find(".audit-row").TextContent);
        Assert.Contains("smoke", page.Find(".audit-row").TextContent);
    }
}
