using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution.DeadLetters;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using Radzen;

namespace ParserAdmin.Components.Pages.DeadLetters;

/// <summary>Dead letters grouped by their mistake, newest first, live; a group opens to its single letters.</summary>
public sealed partial class DeadLettersPage
{
    private const int PageSize = 25;
    private const int LettersShown = 100;
    private static readonly string[] States = ["replayed", "dismissed", DeadLettersView.All];
    private readonly Dictionary<string, IReadOnlyList<FailedAttempt>> _letters = [];
    private readonly SortedSet<string> _errors = [.. Enum.GetNames<ErrorClass>()];
    private readonly SortedSet<string> _tasks = [];
    private readonly SortedSet<string> _sources = [];
    private IReadOnlyList<DeadLetterGroup> _groups = [];
    private bool _more;

    [Inject]
    private DeadLetterQueries Queries { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

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
    private long? Before { get; set; }

    protected override object LoadKey => Shown;

    protected override bool MovesWithClock => _groups.Count > 0;

    private DeadLettersView Shown => new(State, TaskName, Source, Error, Text, Before);

    private int OpenCount => _groups.Sum(group => group.Open);

    protected override bool Wants(IEvent raised) => raised is DeadLettersChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var found = await Queries.GroupsAsync(Shown.Filter, Before, PageSize + 1, cancellationToken);
        _more = found.Count > PageSize;
        _groups = [.. found.Take(PageSize)];
        _tasks.UnionWith(_groups.Select(group => group.Newest.Task));
        _sources.UnionWith(_groups.Select(group => group.Newest.SourceId).Where(id => id.Length > 0));
        foreach (var open in _letters.Keys.ToList())
            await ReadLettersAsync(open, cancellationToken);
    }

    // The filter is the database's: asking it again is simpler, and surer, than repeating it here.
    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    private async Task ToggleAsync(string fingerprint)
    {
        if (!_letters.Remove(fingerprint))
            await ReadLettersAsync(fingerprint, Closing);
    }

    private async Task ReadLettersAsync(string fingerprint, CancellationToken cancellationToken) =>
        _letters[fingerprint] = await Queries.ListAsync(Shown.Filter with { Fingerprint = fingerprint }, null, LettersShown, cancellationToken);

    private Task DecideAsync(bool replay, DeadLetterSelection which) => Dialogs.OpenAsync<DeadLetterDialog>(
        replay ? "Replay dead letters" : "Dismiss dead letters",
        new Dictionary<string, object?> { [nameof(DeadLetterDialog.Replay)] = replay, [nameof(DeadLetterDialog.Which)] = which },
        new DialogOptions { Width = "min(34rem, 96vw)", CloseDialogOnEsc = true });

    private void Show(DeadLettersView view) => Navigation.NavigateTo((view with { Before = null }).Address);
}
