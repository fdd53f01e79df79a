using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Pages.DeadLetters;
using ParserAdmin.Core.Execution.DeadLetters;
using ParserAdmin.Core.Jobs.DeadLetters;
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

    [Fact]
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

    [Fact]
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

        page.WaitForAssertion(() => Assert.Contains("other", Assert.Single(page.FindAll(".group")).TextContent));
    }

    [Fact]
    public async Task Buttons_ForAViewer_AreDisabledAndSayWhy()
    {
        _host.Become(Actors.Viewer);
        await _host.Core.DeadLetterAsync("shop", 1);

        var page = _host.Page.Render<DeadLettersPage>();

        var replay = page.WaitForElement(".group-actions button");
        Assert.True(replay.HasAttribute("disabled"));
        Assert.Contains("operator", replay.GetAttribute("title"));
    }

    [Fact]
    public async Task Dialog_Replay_ShowsTheCountFirstThenReplays()
    {
        await _host.Core.DeadLetterAsync("shop", 3);
        var dialog = _host.Page.Render<DeadLetterDialog>(with => with
            .Add(shown => shown.Replay, true).Add(shown => shown.Which, new DeadLetterSelection(null, new DeadLetterFilter())));
        dialog.WaitForAssertion(() => Assert.Contains("3 dead letters will be replayed, with 1 job", dialog.Find(".preview").TextContent));
        Assert.All(await LettersAsync(), letter => Assert.Equal(DeadLetterState.Open, letter.State));

        await dialog.Find("form").SubmitAsync();

        Assert.All(await LettersAsync(), letter => Assert.Equal(DeadLetterState.Replayed, letter.State));
    }

    [Fact]
    public async Task Dialog_DismissWithoutAReason_IsRefusedInWords()
    {
        await _host.Core.DeadLetterAsync("shop", 1);
        var dialog = _host.Page.Render<DeadLetterDialog>(with => with
            .Add(shown => shown.Replay, false).Add(shown => shown.Which, new DeadLetterSelection(null, new DeadLetterFilter())));
        dialog.WaitForElement(".preview");

        await dialog.Find("form").SubmitAsync();

        Assert.Contains("Say why", dialog.Find("[role=alert]").TextContent);
    }

    private Task<IReadOnlyList<FailedAttempt>> LettersAsync() =>
        _host.Core.Get<DeadLetterQueries>().ListAsync(new DeadLetterFilter(), null, 10, CancellationToken.None);
}
