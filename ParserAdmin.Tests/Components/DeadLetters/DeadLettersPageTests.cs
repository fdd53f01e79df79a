using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Pages.DeadLetters;
using ParserAdmin.Core.Execution.DeadLetters;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.DeadLetters;

public sealed class DeadLettersPageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Operator);
        await _host.Core.AddSourceAsync();
        await _host.Core.AddSourceAsync("other");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(DeadLettersPage), PageState.Nothing)]
    public void Render_None_SaysWhatWillAppearHere()
    {
        var page = _host.Page.Render<DeadLettersPage>();

        page.WaitForAssertion(() => Assert.Contains("No job has failed for good", page.Markup));
    }

    [Fact]
    public async Task Render_SameMistakes_AreOneGroupThatOpens()
    {
        await _host.Core.DeadLetterAsync("shop", 3);
        await _host.Core.DeadLetterAsync("other", 1);
        var page = _host.Page.Render<DeadLettersPage>();
        page.WaitForAssertion(() => Assert.Equal(["1×", "3×"], page.FindAll(".group-count").Select(count => count.TextContent)));

        await page.FindAll(".group .expander")[1].ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".letter").Count));
        Assert.Contains("Correct the selectors", page.FindAll(".group-advice")[1].TextContent);
    }

    [Fact, InState(typeof(DeadLettersPage), PageState.One)]
    public async Task Render_ALetterComes_AppearsWithoutAReload()
    {
        var page = _host.Page.Render<DeadLettersPage>();
        page.WaitForAssertion(() => Assert.Contains("No job has failed", page.Markup));

        await _host.Core.DeadLetterAsync("shop", 1);

        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Single(page.FindAll(".group"));
        });
    }

    [Fact]
    public async Task Filter_InTheAddress_Narrows()
    {
        await _host.Core.DeadLetterAsync("shop", 1);
        await _host.Core.DeadLetterAsync("other", 1);
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo("/portal/dead-letters?source=other");

        var page = _host.Page.Render<DeadLettersPage>();

        page.WaitForAssertion(() =>
            Assert.Equal("portal/sources/other", Assert.Single(page.FindAll(".what strong a")).GetAttribute("href"))
        );
    }

    [Fact, InState(typeof(DeadLettersPage), PageState.Viewer)]
    public async Task Buttons_ForAViewer_AreDisabledAndSayWhy()
    {
        _host.Become(Actors.Viewer);
        await _host.Core.DeadLetterAsync("shop", 1);

        var page = _host.Page.Render<DeadLettersPage>();

        Assert.True(page.WaitForElement(".group-actions button").HasAttribute("disabled"));
        Assert.Contains("operator", page.Find(".group-actions .reason-button").GetAttribute("title"));
    }

    [Fact, InState(typeof(DeadLettersPage), PageState.Stopped)]
    public async Task Replay_WhileStopped_IsDisabledAndSaysWhyAndDismissIsNot()
    {
        await _host.Core.DeadLetterAsync("shop", 1);
        await _host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);

        var page = _host.Page.Render<DeadLettersPage>();

        page.WaitForElement(".group");
        var buttons = page.FindAll(".group-actions .reason-button");
        Assert.Contains("Emergency stop", buttons[0].GetAttribute("title"));
        Assert.False(buttons[1].QuerySelector("button")!.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Chosen_Groups_AreCountedAndDismissedInOneAct()
    {
        await _host.Core.DeadLetterAsync("shop", 3);
        await _host.Core.DeadLetterAsync("other", 1);
        var dialogs = _host.Dialogs();
        var page = _host.Page.Render<DeadLettersPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".group").Count));

        await page.FindAll(".group .check input")[1].ChangeAsync(true);
        Assert.Equal("3 letters chosen", page.Find(".bulk strong").TextContent);
        _ = page.FindAll(".bulk button").Single(button => button.TextContent.Contains("Dismiss")).ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.Contains("3 dead letters will be dismissed", dialogs.Find(".preview").TextContent));
        dialogs.Find("#reason").Input("gone for good");
        await dialogs.Find("form").SubmitAsync();

        Assert.Equal(
            ["other"],
            (await LettersAsync()).Where(letter => letter.State == DeadLetterState.Open).Select(letter => letter.SourceId)
        );
        Assert.Contains(
            "3 dead letters dismissed",
            Assert.Single(_host.Page.Services.GetRequiredService<ISnackbar>().ShownSnackbars).Message?.ToString()
        );
        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Empty(page.FindAll(".bulk"));
        });
    }

    [Fact]
    public async Task Dialog_Replay_ShowsTheCountFirstThenReplays()
    {
        await _host.Core.DeadLetterAsync("shop", 3);
        var dialog = await _host.OpenAsync(
            new DialogParameters<DeadLetterDialog>
            {
                { shown => shown.Replay, true },
                { shown => shown.Which, new DeadLetterSelection(null, new DeadLetterFilter()) },
            }
        );
        dialog.WaitForAssertion(() => Assert.Contains("3 dead letters will be replayed, with 1 job", dialog.Find(".preview").TextContent));
        Assert.All(await LettersAsync(), letter => Assert.Equal(DeadLetterState.Open, letter.State));

        await dialog.Find("form").SubmitAsync();

        Assert.All(await LettersAsync(), letter => Assert.Equal(DeadLetterState.Replayed, letter.State));
    }

    [Fact]
    public async Task Dialog_DismissWithoutAReason_IsRefusedInWords()
    {
        await _host.Core.DeadLetterAsync("shop", 1);
        var dialog = await _host.OpenAsync(
            new DialogParameters<DeadLetterDialog>
            {
                { shown => shown.Replay, false },
                { shown => shown.Which, new DeadLetterSelection(null, new DeadLetterFilter()) },
            }
        );
        dialog.WaitForElement(".preview");

        await dialog.Find("form").SubmitAsync();

        Assert.Contains("Say why", dialog.Find("[role=alert]").TextContent);
    }

    private Task<IReadOnlyList<FailedAttempt>> LettersAsync() =>
        _host.Core.Get<DeadLetterQueries>().ListAsync(new DeadLetterFilter(), null, 10, CancellationToken.None);
}
