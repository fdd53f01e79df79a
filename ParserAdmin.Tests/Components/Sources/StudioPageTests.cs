using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Auth;
using ParserAdmin.Components.Pages.Sources.Studio;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Sources;

public sealed class StudioPageTests : IAsyncLifetime
{
    private const string Page =
        "<article data-id=\"1\"><h2>Solaris <b>&amp;c</b></h2></article><article "
        + "data-id=\"2\"><h2>Eden</h2><script>alert(1)</script></article>";

    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Admin);
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Render_WhileReading_ShowsASkeleton()
    {
        var person = new TaskCompletionSource<Actor>();
        _host.Page.Services.AddSingleton<ICurrentActor>(new WaitingActor(person.Task));

        var page = _host.Page.Render<StudioPage>(with => with.Add(studio => studio.Id, "shop"));

        Assert.Contains("Reading the source", page.Find("[role=status]").TextContent);
        Assert.NotEmpty(page.FindAll(".mud-skeleton"));
        person.SetResult(Actors.Admin);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".mud-skeleton")));
    }

    [Fact]
    public async Task Paste_APage_ShowsItsRowsAndMarksTheChosenOneInTheSource()
    {
        var page = await PasteAsync();

        Assert.Contains("2 rows", page.Find("[role=status] strong").TextContent, StringComparison.Ordinal);
        Assert.Equal("<article data-id=\"1\"><h2>Solaris <b>&amp;c</b></h2></article>", page.Find("mark").TextContent);
        await page.FindAll(".row-head")[1].ClickAsync(new());
        Assert.Contains("Eden", page.Find("mark").TextContent, StringComparison.Ordinal);

        // Whatever the page holds, it is text here.
        Assert.Empty(page.FindAll("mark *, script, .page-source h2"));
    }

    [Fact]
    public async Task Paste_APageThatLeadsNowhere_ShowsTheHint()
    {
        var page = await PasteAsync();

        await EditorOf(page)
            .ChangeAsync(
                new ChangeEventArgs
                {
                    Value = TestSources
                        .Yaml("shop")
                        .Replace(
                            "rows: { selector: \"article\" }",
                            "rows: { selector: \"article\" }\n    pagination: { next: { selector: a.more } }",
                            StringComparison.Ordinal
                        ),
                }
            );

        page.WaitForAssertion(() =>
            Assert.Contains(
                "the selector 'a.more' found nothing on this page",
                page.Find(".hints li").TextContent,
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task Edit_TheDefinition_RunsOnTheSavedAnswerAgain()
    {
        var page = await PasteAsync();

        await EditorOf(page)
            .ChangeAsync(
                new ChangeEventArgs
                {
                    Value = TestSources
                        .Yaml("shop")
                        .Replace("title: { selector: \"h2\" }", "title: { selector: \"h2\", filters: [upper] }", StringComparison.Ordinal),
                }
            );

        page.WaitForAssertion(() => Assert.Contains("SOLARIS", page.Find(".fields").TextContent, StringComparison.Ordinal));
        Assert.Contains("upper", page.Find(".steps").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_WithAMistake_KeepsWhatIsShownAndNamesTheLine()
    {
        var page = await PasteAsync();

        await EditorOf(page)
            .ChangeAsync(
                new ChangeEventArgs { Value = TestSources.Yaml("shop").Replace("kind: catalog", "kind: bakery", StringComparison.Ordinal) }
            );

        Assert.Contains("Line 4, column 7", page.Find(".editor-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("this is what it made of the page before", page.Markup, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".row").Count);
    }

    [Fact]
    public async Task SaveAsSample_ThenSave_StoresATestThatHolds()
    {
        var page = await PasteAsync();

        await ButtonOf(page, "Save as sample").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("samples:", EditorOf(page).GetAttribute("value"), StringComparison.Ordinal));
        await page.FindAll("button")
            .Single(button => button.TextContent.Trim().EndsWith("Save", StringComparison.Ordinal))
            .ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Saved.", page.Markup, StringComparison.Ordinal));
        var stored = (await _host.Core.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!;
        var sample = Assert.Single(
            (await _host.Core.Get<DefinitionInspector>().InspectAsync(stored.Definition, null, CancellationToken.None)).Definition!.Samples
        );
        Assert.Equal((2, 2), (sample.Count, sample.Rows.Count));
        Assert.Equal("Solaris &c", sample.Rows[0].Fields["title"].Texts[0]);
    }

    [Fact]
    public async Task Fetch_WhereNothingListens_SaysWhy()
    {
        var page = Open();

        await page.Find(".trial-form").SubmitAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Blocked", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    /// <summary>A text arrives with the click that leaves its field: the button must not be disabled until then.</summary>
    [Fact]
    public async Task Paste_Nothing_SaysWhatToDo()
    {
        var page = Open();

        await ButtonOf(page, "Use this page").ClickAsync(new());

        Assert.Contains("Paste the page's source into the field first", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<StudioPage>> PasteAsync()
    {
        var page = Open();
        await page.Find("textarea[aria-label=\"The page's source\"]").ChangeAsync(new ChangeEventArgs { Value = Page });
        await ButtonOf(page, "Use this page").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".row").Count));
        return page;
    }

    private IRenderedComponent<StudioPage> Open()
    {
        var page = _host.Page.Render<StudioPage>(parameters => parameters.Add(studio => studio.Id, "shop"));
        page.WaitForElement(".trial-form");
        return page;
    }

    private static IElement EditorOf(IRenderedComponent<StudioPage> page) => page.Find("textarea[aria-label=\"Definition, YAML\"]");

    private static IElement ButtonOf(IRenderedComponent<StudioPage> page, string text) =>
        page.FindAll("button").Single(button => button.TextContent.Contains(text, StringComparison.Ordinal));
}
