using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Pages.Sources.List;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Folder;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>All sources and how they are doing, live; what is shown is in the address.</summary>
public sealed partial class SourcesPage
{
    private const int PageSize = 50;

    /// <summary>
    /// Rows move with the news; which rows are shown, in which order and how many there are is read anew this often at most.
    /// </summary>
    private const int SecondsBetweenLooks = 5;

    private readonly Dictionary<Guid, JobCounts> _progress = [];
    private readonly HashSet<string> _saved = [];
    private readonly HashSet<string> _chosen = [];
    private List<SourceOverview> _sources = [];
    private SourcePageOf? _page;
    private string? _stopped;
    private bool _isOld;
    private int _seconds;

    [Inject]
    private SourceOverviewReader Reader { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    [Inject]
    private DefinitionsFolder Folder { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private SourcesView View => new(Text, State, Kind, Sort, After);

    private string? RoleRefusal => RoleWords.Refusal(Role.Operator, Person);

    protected override object LoadKey => View;

    protected override bool MovesWithClock => _sources.Count > 0;

    protected override bool Wants(IEvent raised) =>
        raised is SourceChanged or JobChanged or JobProgressed or ItemsSaved or SettingsChanged or ScheduleChanged or FolderChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _page = await Reader.PageAsync(View, PageSize, cancellationToken);
        _sources = [.. _page.Sources];
        _stopped = JobRequests.StopWords(await Settings.ReadAsync(cancellationToken));
        _chosen.IntersectWith(_sources.Select(overview => overview.Source.Id));
        _saved.Clear();
        _isOld = false;
    }

    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        foreach (var progressed in batch.OfType<JobProgressed>())
            _progress[progressed.JobId] = progressed.Counts;
        foreach (var ended in batch.OfType<JobChanged>().Where(changed => JobLifecycle.IsFinal(changed.Job.Status)))
            _progress.Remove(ended.Job.Id);

        // Counting items is the dear part of a row, and a crawl saves several times a second: once a second is enough.
        _saved.UnionWith(batch.OfType<ItemsSaved>().Select(saved => saved.SourceId));
        var changed = batch.Select(SourceOf).OfType<string>().ToHashSet();
        _isOld |= changed.Count > 0;
        if (
            batch.Any(raised => raised is SettingsChanged or ScheduleChanged or FolderChanged)
            || batch.OfType<SourceChanged>().Any(raised => _page?.Ids.Contains(raised.SourceId) != true)
        )
        {
            await LoadAsync(cancellationToken);
        }
        else
        {
            await RefreshAsync(changed, cancellationToken);
        }
    }

    protected override async Task OnSecondAsync(CancellationToken cancellationToken)
    {
        if (++_seconds % SecondsBetweenLooks == 0 && _isOld)
        {
            await ReloadAsync();
            return;
        }

        var saved = _saved.ToHashSet();
        _saved.Clear();
        await AloneAsync(() => RefreshAsync(saved, cancellationToken));
    }

    private static string? SourceOf(IEvent raised) =>
        raised switch
        {
            SourceChanged changed => changed.SourceId,
            JobChanged changed => changed.Job.SourceId,
            _ => null,
        };

    private async Task RefreshAsync(IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        var shown = ids.Where(id => _sources.Exists(known => known.Source.Id == id)).ToList();
        if (shown.Count == 0)
            return;
        var fresh = (await Reader.SomeAsync(shown, cancellationToken)).ToDictionary(overview => overview.Source.Id);
        _sources =
        [
            .. _sources
                .Where(known => fresh.ContainsKey(known.Source.Id) || !shown.Contains(known.Source.Id))
                .Select(known => fresh.GetValueOrDefault(known.Source.Id, known)),
        ];
    }

    private void Go(SourcesView view) => Navigation.NavigateTo(view.Address, replace: view.Text != View.Text);

    private async Task AskAsync(SourceAct act)
    {
        IReadOnlyList<SourceOverview> chosen = [.. _sources.Where(overview => _chosen.Contains(overview.Source.Id))];
        await Dialogs.AskAsync<BulkSourceDialog>(
            $"{BulkSourceDialog.Verb(act)} sources",
            MaxWidth.Small,
            (nameof(BulkSourceDialog.Sources), chosen),
            (nameof(BulkSourceDialog.Act), act)
        );
        _chosen.Clear();
    }

    private string Shown(SourcePageOf list) =>
        View.IsFiltered ? $"{_sources.Count} of {Count(list.Ids.Count)} shown" : $"{Count(list.Ids.Count)}, live";

    private static string Count(int sources) => sources == 1 ? "1 source" : $"{sources} sources";
}
