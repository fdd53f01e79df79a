using Bunit;
using ParserAdmin.Components.Pages.Sources.Editing;
using ParserAdmin.Core.Data;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Sources;

public sealed class DefinitionEditorTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync(Actors.Admin);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Draft_OfTheBrowser_IsBackUntilItIsDiscarded()
    {
        var draft = TestSources.Yaml("shop").Replace("kind: catalog", "kind: bakery");
        var editor = await OpenAsync(draft, version: 1);

        editor.WaitForAssertion(() => Assert.Equal(draft, editor.Find("textarea").GetAttribute("value")));
        Assert.Contains("is back; it is not saved", editor.Find(".notice.info").TextContent);
        Assert.Contains("bakery", editor.Find(".editor-error").TextContent);

        await editor.FindAll("button").Single(button => button.TextContent.Contains("Discard")).ClickAsync(new());

        Assert.Equal(TestSources.Yaml("shop"), editor.Find("textarea").GetAttribute("value"));
        Assert.Empty(editor.FindAll(".notice"));
    }

    [Fact]
    public async Task Draft_OfAnOlderDefinition_SaysThatItWouldUndoTheNewerOne()
    {
        var editor = await OpenAsync(TestSources.Yaml("shop", name: "Mine"), version: 0);

        editor.WaitForAssertion(() => Assert.Contains("The definition was changed since then", editor.Find(".notice.warn").TextContent));
    }

    [Fact]
    public async Task Draft_OfWhatIsStored_SaysNothing()
    {
        var editor = await OpenAsync(TestSources.Yaml("shop"), version: 1);

        Assert.Empty(editor.FindAll(".notice"));
        Assert.DoesNotContain("Discard", editor.Markup);
    }

    [Fact]
    public async Task NoScript_ThePlainField_TakesWhatIsWritten()
    {
        var editor = await OpenAsync(null, version: 0);

        await editor.Find("textarea").ChangeAsync(new() { Value = "version: 1\r\nkynd: catalog" });

        Assert.Contains("Did you mean", editor.Find(".editor-errors").TextContent, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<IRenderedComponent<DefinitionEditor>> OpenAsync(string? draft, int version)
    {
        var source = await _host.Core.AddSourceAsync();
        if (draft is not null)
        {
            var script = _host.Page.JSInterop.SetupModule("./Components/Pages/Sources/Editing/DefinitionEditor.razor.js");
            script.Mode = JSRuntimeMode.Loose;
            script
                .Setup<DefinitionDraft?>("attach", _ => true)
                .SetResult(new DefinitionDraft(draft, version, _host.Core.Clock.UtcMilliseconds()));
        }

        return _host.Page.Render<DefinitionEditor>(with => with.Add(editor => editor.Source, source).Add(editor => editor.CanEdit, true));
    }
}
