using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Execution.DeadLetters;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.DeadLetters;

/// <summary>Dead letters grouped by their mistake, newest first, live; a group opens to its single letters.</summary>
public sealed partial class DeadLettersPage
{
    private const int PageSize = 25;
    private const int LettersShown = 100;
    private readonly Dictionary<string, IReadOnlyList<FailedAttempt>> _letters = [];
    private readonly HashSet<string> _chosen = [];
    private IReadOnlyList<DeadLetterGroup> _groups = [];
    private IReadOnlyList<Source> _sources = [];
    private DeadLettersView? _chosenIn;
    private string? _stopped;
    private bool _more;

    [Inject]
    private DeadLetterQueries Queries { get; set; } = default!;

    [Inject]
    private SourceQueries Sources { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    [Inject]
    private IEnumerable<IInvocable> Invocables { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "task")]
    private string? TaskName { get; set; }

    [SupplyParameterFromQuery(Name = "source")]
    private string? Source { get; set; }

    [SupplyParameterFromQuery(Name = "error")]
    private string? Error { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    protected override object LoadKey => Shown;

    protected override bool MovesWithClock => _groups.Count > 0;

    private DeadLettersView Shown => new(State, TaskName, Source, Error, Text, QueryText.Number(Before));

    private IEnumerable<string> Tasks => Invocables.Select(invocable => invocable.Definition.Name).Order();

    private string? Refusal => RoleWords.Refusal(Role.Operator, Person);

    /// <summary>"All shown" are all that the filter lets through, and this may be one page of several.</summary>
    private string? NothingOpen =>
        _groups.Any(group => group.Open > 0) || _more || Shown.Before is not null ? null : "None that is shown is open.";

    private DeadLetterSelection All => new(null, Shown.Filter);

    private DeadLetterSelection Some => new(null, Shown.Filter, [.. _chosen]);

    private string Chosen =>
        _groups.Where(group => _chosen.Contains(group.Newest.Fingerprint)).Sum(group => group.Open) is var letters && letters == 1
            ? "1 letter chosen"
            : string.Create(CultureInfo.InvariantCulture, $"{letters:N0} letters chosen");

    protected override bool Wants(IEvent raised) => raised is DeadLettersChanged or SettingsChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var view = Shown;
        _sources = await Sources.ListAsync(null, SourceQueries.MostOffered, cancellationToken);
        _stopped = JobRequests.StopWords(await Settings.ReadAsync(cancellationToken));
        var found = await Queries.GroupsAsync(view.Filter, view.Before, PageSize + 1, cancellationToken);
        _more = found.Count > PageSize;
        _groups = [.. found.Take(PageSize)];
        if (_chosenIn != view)
            _chosen.Clear();
        _chosenIn = view;
        _chosen.IntersectWith(_groups.Where(group => group.Open > 0).Select(group => group.Newest.Fingerprint));
        var shown = _groups.Select(group => group.Newest.Fingerprint).ToHashSet();
        foreach (var open in _letters.Keys.ToList())
        {
            var read = shown.Contains(open) ? await LettersAsync(open, cancellationToken) : null;
            if (read is null)
                _letters.Remove(open);
            else if (_letters.ContainsKey(open))
                _letters[open] = read; // else folded meanwhile
        }
    }

    // The filter is the database's: asking it again is simpler, and surer, than repeating it here.
    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    private Task ToggleAsync(string fingerprint) =>
        _letters.Remove(fingerprint)
            ? Task.CompletedTask
            : AloneAsync(async () => _letters[fingerprint] = await LettersAsync(fingerprint, Closing));

    private Task<IReadOnlyList<FailedAttempt>> LettersAsync(string fingerprint, CancellationToken cancellationToken) =>
        Queries.ListAsync(Shown.Filter with { Fingerprint = fingerprint }, null, LettersShown, cancellationToken);

    private Task DecideAsync(bool replay, DeadLetterSelection which) =>
        Dialogs.AskAsync<DeadLetterDialog>(
            replay ? "Replay dead letters" : "Dismiss dead letters",
            MaxWidth.Small,
            (nameof(DeadLetterDialog.Replay), replay),
            (nameof(DeadLetterDialog.Which), which)
        );

    private void Choose(string mistake, bool on)
    {
        if (on)
            _chosen.Add(mistake);
        else
            _chosen.Remove(mistake);
    }

    private void Show(DeadLettersView view) => Navigation.NavigateTo((view with { Before = null }).Address, replace: view.Text != Text);
}
