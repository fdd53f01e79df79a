using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Audit;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Audit;

public sealed class AuditPageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Viewer);
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Render_Entries_AreNewestFirst()
    {
        var page = _host.Page.Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Equal(["source.save", "schedule.create", "settings.create"], page.FindAll(".audit-row td:nth-child(4)").Select(cell => cell.TextContent)));
    }

    [Theory]
    [InlineData("outcome")]
    [InlineData("created_at")]
    [InlineData("correlation_id")]
    public async Task Render_AnEntryBrokenByHand_NamesItAndShowsTheOthers(string column)
    {
        await _host.Core.DropTriggersAsync();
        await _host.Core.SqlAsync($"UPDATE audit_logs SET \"{column}\" = 'rubbish' WHERE sequence = 1");

        var page = _host.Page.Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Equal("unreadable", page.FindAll(".audit-row td:nth-child(4)").Select(cell => cell.TextContent).Last()));
        Assert.Contains("source.save", page.FindAll(".audit-row td:nth-child(4)").Select(cell => cell.TextContent));
        Assert.Contains("Entry 1 cannot be read", page.Markup);
    }

    [Fact]
    public async Task Render_ADeniedEntry_StandsOut()
    {
        await PauseAsync(Actors.Viewer, "storm");

        var page = _host.Page.Render<AuditPage>();

        var row = page.WaitForElement(".audit-row.denied");
        Assert.Contains("denied", row.TextContent);
    }

    [Fact]
    public async Task Filter_InTheAddress_Narrows()
    {
        await PauseAsync(Actors.Operator, "storm");
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo("/portal/audit?action=source.pause");

        var page = _host.Page.Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Equal("source.pause", Assert.Single(page.FindAll(".audit-row td:nth-child(4)")).TextContent));
        Assert.Equal("/portal/audit/export.jsonl?action=source.pause", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Expander_Clicked_ShowsWhatChangedAndTheHashes()
    {
        await PauseAsync(Actors.Operator, "storm");
        var page = _host.Page.Render<AuditPage>();

        await page.WaitForElement(".expander").ClickAsync(new());

        var entry = (await _host.Core.AuditAsync())[^1];
        var detail = page.Find(".audit-detail");
        Assert.Contains(entry.Hash, detail.TextContent);
        Assert.Contains(entry.PreviousHash, detail.TextContent);
        Assert.Contains("192.0.2.2", detail.TextContent);
        Assert.Contains(page.FindAll(".diff-row"), row => row.TextContent.Contains("pauseReason") && row.TextContent.Contains("storm"));
    }

    [Fact]
    public async Task Verify_AnIntactChain_TellsHowManyAndTheHead()
    {
        var page = _host.Page.Render<AuditPage>();
        page.WaitForElement(".audit-row");

        await VerifyAsync(page);

        page.WaitForAssertion(() => Assert.Contains("3 entries verified, chain intact", page.Find(".chain-result.good").TextContent));
        Assert.Contains((await _host.Core.AuditAsync())[^1].Hash, page.Markup);
    }

    [Fact]
    public async Task Verify_AChangedEntry_NamesItWithALink()
    {
        await _host.Core.SqlAsync("DROP TRIGGER IF EXISTS audit_logs_no_update");
        foreach (var trigger in await TriggersAsync())
            await _host.Core.SqlAsync($"DROP TRIGGER {trigger}");
        await _host.Core.SqlAsync("UPDATE audit_logs SET actor_name = 'someone else' WHERE sequence = 1");
        var page = _host.Page.Render<AuditPage>();
        page.WaitForElement(".audit-row");

        await VerifyAsync(page);

        page.WaitForAssertion(() => Assert.Contains("Entry 1 was changed", page.Find(".chain-result.bad").TextContent));
        Assert.Equal("/portal/audit?before=2&open=1", page.Find(".chain-result a").GetAttribute("href"));
    }

    [Fact]
    public async Task Appended_WhileOneLooks_AppearsByItself()
    {
        var page = _host.Page.Render<AuditPage>();
        page.WaitForElement(".audit-row");

        await PauseAsync(Actors.Operator, "storm");

        page.WaitForAssertion(() => Assert.Equal("source.pause", page.Find(".audit-row.fresh td:nth-child(4)").TextContent));
    }

    [Fact]
    public async Task Export_MoreThanOnePage_HoldsEveryEntryOnce()
    {
        for (var number = 0; number < 5; number++)
            await PauseAsync(Actors.Operator, $"storm {number}");

        var read = new List<long>();
        await foreach (var entry in AuditExport.ReadAsync(_host.Core.Get<AuditQueries>(), new AuditFilter(), pageSize: 2, CancellationToken.None))
            read.Add(entry.Sequence);

        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], read);
    }

    [Fact]
    public async Task Dispose_AfterRendering_LeavesNoSubscription()
    {
        var page = _host.Page.Render<AuditPage>();
        page.WaitForElement(".audit-row");
        Assert.Equal(1, _host.Subscriptions);

        await _host.Page.DisposeComponentsAsync();

        Assert.Equal(0, _host.Subscriptions);
    }

    private static Task VerifyAsync(IRenderedComponent<AuditPage> page) =>
        page.FindAll("button").Single(button => button.TextContent.Contains("Verify chain")).ClickAsync(new());

    private Task<CommandResult<Source>> PauseAsync(Actor actor, string reason) =>
        _host.Core.Get<SourceCommands>().PauseAsync(actor, "shop", reason, CancellationToken.None);

    /// <summary>Someone who owns the file can drop what guards the table.</summary>
    private async Task<IReadOnlyList<string>> TriggersAsync()
    {
        await using var context = await _host.Core.OpenAsync();
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(
            Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.SqlQueryRaw<string>(
                context.Database, "SELECT name AS Value FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_logs'"));
    }
}
