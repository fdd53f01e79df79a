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
        _host.Page.Render<MudBlazor.MudPopoverProvider>();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Render_Entries_AreNewestFirstInPeoplesWords()
    {
        var page = _host.Page.Render<AuditPage>();

        page.WaitForAssertion(() =>
            Assert.Equal(["added the source A shop", "added the schedules of A shop", "wrote the first settings"], Sentences(page))
        );
        Assert.Equal("portal/sources/shop", page.Find(".audit-row a.thing").GetAttribute("href"));
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

        page.WaitForAssertion(() => Assert.Contains("unreadable", Sentences(page)));
        Assert.Contains("added the source A shop", Sentences(page));
        Assert.Contains("Entry 1 cannot be read", page.Markup);
    }

    [Fact]
    public async Task Render_ADeniedEntry_StandsOutAndSaysWhatWasTried()
    {
        await PauseAsync(Actors.Viewer, "storm");

        var page = _host.Page.Render<AuditPage>();

        var row = page.WaitForElement(".act-row.warn");
        Assert.Contains("denied", row.TextContent);
        Assert.Equal("tried to pause the source A shop", Sentences(page)[0]);
    }

    [Fact]
    public void Render_NothingFits_SaysSoAndLeadsBack()
    {
        GoTo("/portal/audit?q=nobody-ever");

        var page = _host.Page.Render<AuditPage>();

        Assert.Equal("portal/audit", page.WaitForElement(".empty a").GetAttribute("href"));
    }

    [Theory]
    [InlineData("action=source.pause", "action=source.pause")]
    [InlineData("kind=sources&q=storm", "q=storm&kind=sources")]
    [InlineData("q=paused", "q=paused")]
    public async Task Filter_InTheAddress_Narrows(string query, string exported)
    {
        await PauseAsync(Actors.Operator, "storm");
        GoTo($"/portal/audit?{query}");

        var page = _host.Page.Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Equal("paused the source A shop", Assert.Single(Sentences(page))));
        Assert.Equal($"portal/audit/export.jsonl?{exported}", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Filter_AboutOneThing_IsAChipWithItsNameThatCanBeTakenAway()
    {
        await PauseAsync(Actors.Operator, "storm");
        GoTo("/portal/audit?entityType=sources&entityId=shop");
        var page = _host.Page.Render<AuditPage>();
        page.WaitForAssertion(() => Assert.Contains("About A shop", page.Find(".fixed").TextContent));

        await page.Find(".fixed button").ClickAsync(new());

        Assert.Equal("/portal/audit", new Uri(_host.Page.Services.GetRequiredService<NavigationManager>().Uri).PathAndQuery);
    }

    [Fact]
    public async Task Chip_Clicked_IsInTheAddress()
    {
        var page = _host.Page.Render<AuditPage>();
        page.WaitForElement(".audit-row");

        // Together: the page may draw anew between the finding and the click.
        await page.InvokeAsync(() => page.FindAll(".chips .chip").Single(chip => chip.TextContent.Trim() == "denied").Click());

        Assert.EndsWith(
            "/portal/audit?outcome=denied",
            _host.Page.Services.GetRequiredService<NavigationManager>().Uri,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Expander_Clicked_ShowsWhatChangedSideBySideAndTheHashes()
    {
        await PauseAsync(Actors.Operator, "storm");
        var page = _host.Page.Render<AuditPage>();

        await page.WaitForElement(".expander").ClickAsync(new());

        var entry = (await _host.Core.AuditAsync())[^1];
        var detail = page.WaitForElement(".audit-detail");
        Assert.Contains(entry.Hash, detail.TextContent);
        Assert.Contains(entry.PreviousHash, detail.TextContent);
        Assert.Contains("192.0.2.2", detail.TextContent);
        Assert.Equal(
            ["Paused: no, yes", "Pause reason: —, storm"],
            page.FindAll(".diff-row")
                .Select(row => $"{row.Children[0].TextContent}: {row.Children[1].TextContent.Trim()}, {row.Children[2].TextContent.Trim()}")
        );
    }

    [Fact]
    public async Task Act_OfSeveralEntries_IsOneRowThatOpensToAll()
    {
        var act = Actors.Operator with { CorrelationId = Guid.CreateVersion7() };
        await _host.Core.AddSourceAsync("other");
        await PauseAsync(act, "storm");
        await _host.Core.Get<SourceCommands>().PauseAsync(act, "other", "storm", CancellationToken.None);
        var page = _host.Page.Render<AuditPage>();
        page.WaitForAssertion(() => Assert.Contains("2 together", page.Find(".together").TextContent));
        Assert.Equal("paused the source A shop", Sentences(page)[0]);

        await page.Find(".expander").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("paused the source", page.Find(".act").TextContent));
    }

    [Fact]
    public void Render_AnIntactChain_IsSaidWithoutAsking()
    {
        var page = _host.Page.Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Contains("Chain whole, 3 entries", page.Find(".chain .badge.good").TextContent));
    }

    [Fact]
    public async Task Verify_AChangedEntry_NamesItWithALink()
    {
        var page = _host.Page.Render<AuditPage>();
        page.WaitForElement(".chain .badge.good");
        await _host.Core.DropTriggersAsync();
        await _host.Core.SqlAsync("UPDATE audit_logs SET actor_name = 'someone else' WHERE sequence = 1");

        await page.FindAll("button").Single(button => button.TextContent.Contains("Verify")).ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Entry 1 was changed", page.Find(".chain-fault").TextContent));
        Assert.Equal("portal/audit?before=2&open=1", page.Find(".chain-fault a").GetAttribute("href"));
        Assert.Contains("Chain broken at entry 1", page.Find(".chain").TextContent);
    }

    [Fact]
    public async Task Appended_WhileOneLooks_AppearsByItself()
    {
        var page = _host.Page.Render<AuditPage>();
        page.WaitForElement(".audit-row");

        await PauseAsync(Actors.Operator, "storm");

        page.WaitForAssertion(() => Assert.Contains("storm", page.Find(".act-row.fresh").TextContent));
        page.WaitForAssertion(() => Assert.Contains("4 entries", page.Find(".chain").TextContent));
    }

    [Fact]
    public async Task Export_MoreThanOnePage_HoldsEveryEntryOnce()
    {
        for (var number = 0; number < 5; number++)
            await PauseAsync(Actors.Operator, $"storm {number}");

        var read = new List<long>();
        await foreach (
            var entry in AuditExport.ReadAsync(_host.Core.Get<AuditQueries>(), new AuditFilter(), pageSize: 2, CancellationToken.None)
        )
        {
            read.Add(entry.Sequence);
        }

        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], read);
    }

    [Fact]
    public async Task Dispose_AfterRendering_LeavesNoSubscription()
    {
        var page = _host.Page.Render<AuditPage>();
        page.WaitForElement(".audit-row");
        Assert.Equal(2, _host.Subscriptions);

        await _host.Page.DisposeComponentsAsync();

        Assert.Equal(0, _host.Subscriptions);
    }

    /// <summary>What was done, and on what, as one reads it.</summary>
    private static List<string> Sentences(IRenderedComponent<AuditPage> page) =>
        [
            .. page.FindAll(".audit-row .said")
                .Select(said => string.Join(' ', said.QuerySelectorAll(".verb, .thing").Select(part => part.TextContent.Trim()))),
        ];

    private void GoTo(string address) => _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    private Task<CommandResult<Source>> PauseAsync(Actor actor, string reason) =>
        _host.Core.Get<SourceCommands>().PauseAsync(actor, "shop", reason, CancellationToken.None);
}
