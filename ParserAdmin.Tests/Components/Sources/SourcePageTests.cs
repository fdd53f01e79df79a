using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Sources.Detail;
using ParserAdmin.Components.Pages.Sources.Editing;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Progress;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Sources;

public sealed class SourcePageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Admin);
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Check_ABadDefinition_NamesLineAndColumn()
    {
        var page = Open();
        await WriteAsync(page, TestSources.Yaml("shop").Replace("kind: catalog", "kind: bakery"));

        await ClickAsync(page, "Check");

        var error = Assert.Single(page.FindAll(".editor-error"));
        Assert.Contains("Line 4, column 7", error.TextContent);
        Assert.Contains("bakery", error.TextContent);
    }

    [Fact]
    public async Task Render_TwoSchedulesOfATask_ShowsBoth()
    {
        var edit = new ScheduleEdit("0 2 * * *", null, false, null, true, OverlapPolicy.Skip, MisfirePolicy.Skip);
        await _host
            .Core.Get<ScheduleCommands>()
            .AddAsync(Actors.Admin, new NewSchedule("catalog-sync", "shop", null, edit), null, CancellationToken.None);

        var tasks = Open("").WaitForElement(".task-list").TextContent;

        Assert.Contains("Every 24 hours in auto mode.", tasks);
        Assert.Contains("Every day 02:00 UTC in auto mode.", tasks);
        Assert.Contains("Every hour: Automatic updates are off", tasks);
    }

    [Fact]
    public async Task Save_ABadDefinition_KeepsWhatWasWritten()
    {
        var page = Open();
        var bad = TestSources.Yaml("shop").Replace("kind: catalog", "kind: bakery");
        await WriteAsync(page, bad);

        await ClickAsync(page, "Save");

        page.WaitForAssertion(() => Assert.Contains("Not saved", page.Markup));
        Assert.Equal(bad, page.Find("textarea").GetAttribute("value"));
        Assert.Equal(1, (await StoredAsync()).Version);
    }

    [Fact]
    public async Task Save_AGoodDefinition_IsStoredAndShown()
    {
        var page = Open();
        await WriteAsync(page, TestSources.Yaml("shop", name: "Another shop"));

        await ClickAsync(page, "Save");

        page.WaitForAssertion(() => Assert.Equal("Another shop", page.Find("h1").TextContent));
        Assert.Equal("Another shop", (await StoredAsync()).Name);
    }

    [Fact]
    public async Task Paused_WhileOneEdits_NeitherLosesTheEditNorRefusesIt()
    {
        var page = Open();
        var edited = TestSources.Yaml("shop", name: "Another shop");
        await WriteAsync(page, edited);

        await _host.Core.Get<SourceCommands>().PauseAsync(Actors.Operator, "shop", "storm", CancellationToken.None);
        page.WaitForAssertion(() => Assert.Contains("storm", page.Markup));
        Assert.Equal(edited, page.Find("textarea").GetAttribute("value"));
        await ClickAsync(page, "Save");

        page.WaitForAssertion(() => Assert.Equal("Another shop", page.Find("h1").TextContent));
    }

    [Fact]
    public async Task Save_AfterSomebodyElseSaved_IsRefusedAndBothAreKept()
    {
        var page = Open();
        var mine = TestSources.Yaml("shop", name: "Mine");
        await WriteAsync(page, mine);
        await _host
            .Core.Get<SourceCommands>()
            .SaveAsync(Actors.Admin, TestSources.Yaml("shop", name: "Theirs"), "shop", CancellationToken.None);
        page.WaitForAssertion(() => Assert.Contains("while you were editing", page.Markup));

        await page.Find("button.save").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Not saved", page.Markup));
        Assert.Equal("Theirs", (await StoredAsync()).Name);
        Assert.Equal(mine, page.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void Render_AnOperator_ReadsTheDefinitionOnly()
    {
        _host.Become(Actors.Operator);

        var page = Open();

        Assert.Contains("id: shop", page.Find("pre.definition-text").TextContent);
        Assert.Empty(page.FindAll("textarea"));
    }

    [Fact]
    public void Render_Tasks_OffersEachThatTheDefinitionAllows()
    {
        var page = Open("");
        page.WaitForElement(".task-list");

        Assert.Equal(["catalog-sync", "episode-sync"], page.FindAll(".task-name").Select(task => task.TextContent).Order());
        Assert.Contains(CatalogSync.Definition.Summary, page.Find(".task").TextContent, StringComparison.Ordinal);
        var lacking = page.FindAll(".lacking").Select(each => each.TextContent.Trim()).ToList();
        Assert.Contains("The definition has no path 'updates', so it cannot run channel-parse and listing-scrape.", lacking);
        Assert.Contains("The definition has no 'login', so it cannot run guide-crawl.", lacking);
        Assert.All(
            TaskDefinitions.All.Where(task => !task.IsGlobal),
            task => Assert.Contains(task.Name, page.Markup, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task NewSource_WithAnIdThatIsTaken_IsRefused()
    {
        var page = _host.Page.Render<NewSourcePage>();
        await page.WaitForElement("textarea").ChangeAsync(new ChangeEventArgs { Value = TestSources.Yaml("shop", name: "Impostor") });

        await page.FindAll("button").Single(button => button.TextContent.Contains("Save")).ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("There is a source 'shop' already", page.Find("[role=status]").TextContent));
        Assert.Equal("A shop", (await StoredAsync()).Name);
    }

    [Fact]
    public void Template_AsItStands_IsValid() => Assert.Empty(SourceDefinitionReader.Read(SourceTemplate.Text).Errors);

    [Theory]
    [InlineData("runs", "Nothing ran yet")]
    [InlineData("items", "No items yet")]
    [InlineData("settings", "The definition asks for no values")]
    [InlineData("expectations", "Nothing learned yet")]
    [InlineData("nonsense", "No run of it has come to its end yet.")]
    public void Tab_OfTheAddress_IsShownAndSaysWhatIsEmpty(string tab, string words)
    {
        var page = Open(tab);

        page.WaitForAssertion(() => Assert.Contains(words, page.Markup));
        Assert.Equal(tab == "nonsense" ? "overview" : tab, page.Find(".tabs [aria-current]").TextContent.Trim().ToLowerInvariant());
    }

    [Fact, InState(typeof(SourcePage), PageState.One)]
    public async Task Runs_OneThatStarts_IsThereAtOnce()
    {
        await _host.Core.AddJobAsync(JobStatus.Failed);
        var page = Open("runs");
        page.WaitForAssertion(() => Assert.Contains("The connection was closed.", page.Find(".jobs-table tbody tr").TextContent));
        Assert.Empty(page.FindAll("input[type=checkbox]"));

        await _host
            .Core.Get<JobCommands>()
            .RequestAsync(Actors.Admin, "catalog-sync", "shop", JobParameters.None, JobTrigger.Person, CancellationToken.None);

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".jobs-table tbody tr").Count));
    }

    [Fact]
    public async Task Items_Stored_AreShownNewestFirst()
    {
        await _host.Core.SaveItemsAsync(StoredItems.Draft("a", "First"));
        _host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Core.SaveItemsAsync(StoredItems.Draft("b", "Second"));

        var page = Open("items");

        page.WaitForAssertion(() => Assert.Equal(["Second", "First"], page.FindAll(".item-title").Select(title => title.TextContent)));
    }

    [Fact]
    public async Task Expectations_OfAPathThatBroke_SayWhatWasExpectedAndWhy()
    {
        await using (var context = await _host.Core.OpenAsync())
        {
            var state = PathState.Create("shop", "catalog");
            foreach (var rows in (int[])[20, 21, 20])
                state.Check(new PathCheck(true, true, rows, 3 * rows, 1), _host.Core.Clock.UtcMilliseconds());
            state.Quarantine("The first page has 2 rows", _host.Core.Clock.UtcMilliseconds());
            context.Add(state);
            await context.SaveChangesAsync();
        }

        var page = Open("expectations");

        page.WaitForAssertion(() => Assert.Contains("The first page has 2 rows", page.Find("section li").TextContent));
        Assert.Contains("usually 20 (last 20, 21, 20)", page.Markup);
        Assert.Contains("1 broken", page.Find(".tabs [aria-current]").TextContent);
    }

    private IRenderedComponent<SourcePage> Open(string tab = "definition")
    {
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo($"/portal/sources/shop?tab={tab}");
        var page = _host.Page.Render<SourcePage>(parameters => parameters.Add(page => page.Id, "shop"));
        page.WaitForElement(tab == "definition" ? ".definition" : ".tabs");
        return page;
    }

    private async Task<Source> StoredAsync() => (await _host.Core.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!;

    private static Task WriteAsync(IRenderedComponent<SourcePage> page, string text) =>
        page.Find("textarea").ChangeAsync(new ChangeEventArgs { Value = text });

    private static Task ClickAsync(IRenderedComponent<SourcePage> page, string words) =>
        page.FindAll("button").Single(button => button.TextContent.Contains(words)).ClickAsync(new());
}
