using System.Text;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Auth;
using ParserAdmin.Components.Pages.Sources.Editing;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Sources;

public sealed class NewSourcePageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync(Actors.Admin);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Render_WhileReading_ShowsASkeleton()
    {
        var person = new TaskCompletionSource<Actor>();
        _host.Page.Services.AddSingleton<ICurrentActor>(new WaitingActor(person.Task));

        var page = _host.Page.Render<NewSourcePage>();

        Assert.Contains("Reading the example", page.Find("[role=status]").TextContent);
        Assert.NotEmpty(page.FindAll(".mud-skeleton"));
        person.SetResult(Actors.Admin);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".mud-skeleton")));
    }

    [Fact]
    public void Import_AFileAsWindowsSavesIt_IsInTheEditor()
    {
        var page = Choose(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("version: 1\r\nname: Bücher\r\n")));

        page.WaitForAssertion(() => Assert.Equal("version: 1\nname: Bücher\n", page.Find("textarea").GetAttribute("value")));
    }

    [Fact]
    public void Import_AFileThatIsNoUtf8_SaysWhere()
    {
        var page = Choose(Encoding.Latin1.GetBytes("version: 1\nname: Bücher\n"));

        page.WaitForAssertion(() =>
            Assert.Equal(
                "shop.yaml, line 2, column 8: this is no UTF-8 (byte 0xFC); save the file as UTF-8. Then choose it again.",
                page.Find("[role=alert]").TextContent
            )
        );
    }

    /// <summary>The next new source would begin with it otherwise, and be refused: there is a source of that id.</summary>
    [Fact, InState(typeof(NewSourcePage), PageState.One)]
    public async Task Save_ANewSource_LeavesNoDraftUnderTheTemplate()
    {
        var script = Script();
        var page = _host.Page.Render<NewSourcePage>();
        await page.WaitForElement("textarea").ChangeAsync(new() { Value = TestSources.Yaml("shop") });
        var before = Draft(script.Invocations["mark"][^1]);

        await Save(page).ClickAsync(new());

        Assert.EndsWith("/portal/sources/shop", _host.Page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.NotEqual("definition-draft:shop", before.Key);
        Assert.True(before.Edited);
        Assert.Equal(("definition-draft:shop", false, 1), Draft(script.Invocations["mark"][^1]));
    }

    [Fact]
    public async Task Type_WhileANewSourceIsSaved_IsADraftOfThatSource()
    {
        var script = Script();
        var page = _host.Page.Render<NewSourcePage>();
        await page.WaitForElement("textarea").ChangeAsync(new() { Value = TestSources.Yaml("shop") });
        var answer = new TaskCompletionSource();
        _host.Delay(answer.Task);

        var saving = Save(page).ClickAsync(new());
        await page.Find("textarea").ChangeAsync(new() { Value = TestSources.Yaml("shop", name: "Mine") });
        answer.SetResult();
        await saving;

        Assert.Equal(("definition-draft:shop", true, 1), Draft(script.Invocations["mark"][^1]));
        Assert.Contains("Saved, without what was typed since.", page.Markup);
    }

    private BunitJSModuleInterop Script()
    {
        var script = _host.Page.JSInterop.SetupModule("./Components/Pages/Sources/Editing/DefinitionEditor.razor.js");
        script.Mode = JSRuntimeMode.Loose;
        return script;
    }

    /// <summary>What the browser is told of the draft: its name, whether it stays, and of which version it is.</summary>
    private static (string Key, bool Edited, int Version) Draft(JSRuntimeInvocation mark) =>
        ((string)mark.Arguments[4]!, (bool)mark.Arguments[3]!, (int)mark.Arguments[5]!);

    private static IElement Save(IRenderedComponent<NewSourcePage> page) => page.Find("button.save");

    private IRenderedComponent<NewSourcePage> Choose(IEnumerable<byte> file)
    {
        var page = _host.Page.Render<NewSourcePage>();
        page.WaitForElement("textarea");
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary([.. file], "shop.yaml"));
        return page;
    }
}
