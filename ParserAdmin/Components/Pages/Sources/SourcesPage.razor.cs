using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Folder;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>All sources and how they are doing, live.</summary>
public sealed partial class SourcesPage
{
    private const int PageSize = 50;
    private readonly Dictionary<Guid, JobCounts> _progress = [];
    private readonly HashSet<string> _saved = [];
    private List<SourceOverview> _sources = [];
    private bool _more;

    [Inject]
    private SourceOverviewReader Reader { get; set; } = default!;

    [Inject]
    private DefinitionsFolder Folder { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    protected override object LoadKey => After ?? "";

    protected override bool MovesWithClock => _sources.Count > 0;

    protected override bool Wants(IEvent raised) => raised is SourceChanged or JobChanged or JobProgressed or ItemsSaved or SettingsChanged or FolderChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var found = await Reader.ListAsync(After, PageSize + 1, cancellationToken);
        _more = found.Count > PageSize;
        _sources = [.. found.Take(PageSize)];
        _saved.Clear();
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
        if (batch.Any(raised => raised is SettingsChanged or FolderChanged) || changed.Any(id => _sources.All(known => known.Source.Id != id)))
            await LoadAsync(cancellationToken);
        else
            await RefreshAsync(changed, cancellationToken);
    }

    protected override async Task OnSecondAsync(CancellationToken cancellationToken)
    {
        if (_saved.Count == 0)
            return;
        var saved = _saved.ToHashSet();
        _saved.Clear();
        await RefreshAsync(saved, cancellationToken);
    }

    private static string? SourceOf(IEvent raised) => raised switch
    {
        SourceChanged changed => changed.SourceId,
        JobChanged changed => changed.Job.SourceId,
        _ => null,
    };

    private async Task RefreshAsync(IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            var overview = await Reader.FindAsync(id, cancellationToken);
            var place = _sources.FindIndex(known => known.Source.Id == id);
            if (place >= 0 && overview is not null)
                _sources[place] = overview;
            else if (place >= 0)
                _sources.RemoveAt(place);
        }
    }
}
