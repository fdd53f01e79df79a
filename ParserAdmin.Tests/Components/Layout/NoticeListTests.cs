using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Dialogs.People;
using ParserAdmin.Components.Layout;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution.DeadLetters;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Layout;

/// <summary>Notices at the foot of the page, and what they take back.</summary>
public sealed class NoticeListTests : IAsyncLifetime
{
    private PageHost _host = default!;
    private IRenderedComponent<NoticeList> _notices = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync();
        await _host.Core.AddSourceAsync();
        _notices = _host.Page.Render<NoticeList>();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Notice_AfterSomeSeconds_IsGoneButAnErrorStays()
    {
        var snackbar = _host.Page.Services.GetRequiredService<ISnackbar>();
        await _notices.InvokeAsync(() => snackbar.Add("Done.", Severity.Success));
        await _notices.InvokeAsync(() => snackbar.Add("Failed.", Severity.Error));
        Assert.Equal(2, _notices.FindAll(".notice-card").Count);

        await PassAsync();

        Assert.Contains("Failed.", Assert.Single(_notices.FindAll(".notice-card")).TextContent);
        await _notices.Find(".notice-card button").ClickAsync(new());
        Assert.Empty(_notices.FindAll(".notice-card"));
    }

    [Fact]
    public async Task Undo_OfAPausedSource_ResumesItOnRecord()
    {
        await DecideAsync(new DialogParameters<PauseDialog> { { dialog => dialog.Source, await SourceAsync() } });
        Assert.True((await SourceAsync()).Paused);
        Assert.Contains("A shop is paused.", _notices.WaitForElement(".notice-card").TextContent);

        await Undo().ClickAsync(new());

        _notices.WaitForAssertion(() => Assert.Contains("A shop is resumed.", Assert.Single(_notices.FindAll(".notice-card")).TextContent));
        Assert.False((await SourceAsync()).Paused);
        Assert.Equal(["source.pause", "source.resume"], await ActsAsync("source.pause", "source.resume"));
    }

    [Fact]
    public async Task Undo_OfPausedSchedules_ResumesThoseThatWerePausedByIt()
    {
        await _host.Core.AddSourceAsync("other");
        var ids = new[] { "catalog-sync:shop", "catalog-sync:other" };
        await _host.Core.Get<ScheduleCommands>().PauseAsync(Actors.Operator, ids[1], "for long", CancellationToken.None);
        var queries = _host.Core.Get<ScheduleQueries>();
        var chosen = new List<Schedule>();
        foreach (var id in ids)
            chosen.Add((await queries.FindAsync(id, CancellationToken.None))!.Schedule);
        await DecideAsync(new DialogParameters<PauseScheduleDialog> { { dialog => dialog.Chosen, chosen } });

        await Undo().ClickAsync(new());

        _notices.WaitForAssertion(() => Assert.Contains("One schedule is resumed.", _notices.Markup));
        Assert.False((await queries.FindAsync(ids[0], CancellationToken.None))!.Schedule.Paused);
        Assert.True((await queries.FindAsync(ids[1], CancellationToken.None))!.Schedule.Paused);
    }

    [Fact]
    public async Task Undo_OfDismissedDeadLetters_OpensThemAgainOnRecord()
    {
        await _host.Core.DeadLetterAsync("shop", 3);
        await DecideAsync(
            new DialogParameters<DeadLetterDialog>
            {
                { dialog => dialog.Replay, false },
                { dialog => dialog.Which, new DeadLetterSelection(null, new DeadLetterFilter()) },
            }
        );
        Assert.Equal([DeadLetterState.Dismissed], (await LettersAsync()).Select(letter => letter.State).Distinct());

        await Undo().ClickAsync(new());

        _notices.WaitForAssertion(() => Assert.Contains("They are open again.", _notices.Markup));
        Assert.All(
            await LettersAsync(),
            letter => Assert.Equal((DeadLetterState.Open, null, null), (letter.State, letter.DecidedBy, letter.DecisionReason))
        );
        Assert.Equal(["dead-letter.dismiss", "dead-letter.reopen"], await ActsAsync("dead-letter.dismiss", "dead-letter.reopen"));
    }

    [Fact]
    public async Task Undo_OfARole_GivesTheOneBefore()
    {
        var bob = await AddAsync("bob@example.org", Role.Viewer);
        await GiveAsync(bob, Role.Operator);
        Assert.Contains("bob@example.org is operator.", _notices.WaitForElement(".notice-card").TextContent);

        await Undo().ClickAsync(new());

        _notices.WaitForAssertion(() => Assert.Contains("bob@example.org is viewer again.", _notices.Markup));
        Assert.Equal(Role.Viewer, (await _host.Core.Get<PeopleQueries>().FindAsync(bob.Id, default))?.Role);
        Assert.Equal(["user.set-role", "user.set-role"], await ActsAsync("user.set-role"));
    }

    [Fact]
    public async Task Undo_OfOnesOwnRole_IsNotOffered()
    {
        await AddAsync("ada@example.org", Role.Admin);
        var me = await AddAsync("eve@example.org", Role.Admin);
        _host.Become(Actors.Admin with { Id = me.Id });

        await GiveAsync(me, Role.Viewer);

        Assert.Equal(Role.Viewer, (await _host.Core.Get<PeopleQueries>().FindAsync(me.Id, default))?.Role);
        Assert.Empty(_notices.FindAll(".notice-undo"));
    }

    /// <summary>The button gives nobody a right: who lost theirs meanwhile is told so.</summary>
    [Fact]
    public async Task Undo_ByWhoMayNoMore_IsRefusedAndOnRecord()
    {
        await DecideAsync(new DialogParameters<PauseDialog> { { dialog => dialog.Source, await SourceAsync() } });
        _host.Become(Actors.Viewer);

        await Undo().ClickAsync(new());

        _notices.WaitForAssertion(() => Assert.Contains("Not allowed", _notices.Markup));
        Assert.True((await SourceAsync()).Paused);
        Assert.Contains(await _host.Core.AuditAsync(), entry => entry is { Action: "source.resume", Outcome: AuditOutcome.Denied });
    }

    [Fact]
    public async Task Undo_AfterSomeSeconds_IsOfferedNoMore()
    {
        await DecideAsync(new DialogParameters<PauseDialog> { { dialog => dialog.Source, await SourceAsync() } });
        _notices.WaitForElement(".notice-undo");

        await PassAsync();

        Assert.Empty(_notices.FindAll(".notice-card"));
        Assert.True((await SourceAsync()).Paused);
    }

    [Fact]
    public async Task Undo_CalledTwice_RunsOnce()
    {
        var (offers, runs) = (_host.Page.Services.GetRequiredService<UndoOffers>(), 0);
        var snackbar = _host.Page.Services.GetRequiredService<ISnackbar>();
        await _notices.InvokeAsync(() => offers.Offer("Done.", (_, _) => Task.FromResult(CommandResult<int>.Done(++runs)), "Taken back."));
        var notice = Assert.Single(snackbar.ShownSnackbars);

        await _notices.InvokeAsync(() => Task.WhenAll(offers.UndoAsync(notice), offers.UndoAsync(notice)));

        Assert.Equal(1, runs);
    }

    private AngleSharp.Dom.IElement Undo() => _notices.WaitForElement(".notice-undo");

    /// <summary>Gives a reason in the dialog, and sends it.</summary>
    private async Task DecideAsync<TDialog>(DialogParameters<TDialog> parameters)
        where TDialog : Microsoft.AspNetCore.Components.IComponent
    {
        var dialogs = await _host.OpenAsync(parameters);
        dialogs.WaitForElement("#reason").Input("for a test");
        await dialogs.Find("form").SubmitAsync();
    }

    private async Task GiveAsync(Person who, Role role)
    {
        var dialogs = await _host.OpenAsync(new DialogParameters<RoleDialog> { { dialog => dialog.Who, who } });
        await dialogs.InvokeAsync(() => dialogs.FindComponent<RoleChoice>().Instance.ValueChanged.InvokeAsync(role));
        await dialogs.Find("form").SubmitAsync();
    }

    private async Task PassAsync()
    {
        _host.Core.Clock.Advance(TimeSpan.FromSeconds(8));
        await _notices.InvokeAsync(() => { });
    }

    private async Task<Source> SourceAsync() => (await _host.Core.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!;

    private Task<IReadOnlyList<FailedAttempt>> LettersAsync() =>
        _host.Core.Get<DeadLetterQueries>().ListAsync(new DeadLetterFilter(), null, 10, CancellationToken.None);

    private async Task<IEnumerable<string>> ActsAsync(params string[] actions) =>
        (await _host.Core.AuditAsync())
            .Where(entry => entry.Outcome == AuditOutcome.Succeeded && actions.Contains(entry.Action))
            .Select(entry => entry.Action);

    private async Task<Person> AddAsync(string email, Role role) =>
        (await _host.Core.Get<PeopleCommands>().AddAsync(Actors.Admin, email, role, "correct horse battery", default)).Value!;
}
