using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Folder;
using Radzen;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>One source: how it is doing, what it can run, what it ran, and its definition.</summary>
public sealed partial class SourcePage
{
    private readonly Dictionary<Guid, JobCounts> _progress = [];
    private SourceOverview? _overview;
    private SourceActions? _actions;
    private bool _saved;

    [Inject]
    private SourceOverviewReader Reader { get; set; } = default!;

    [Inject]
    private DefinitionsFolder Folder { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>Where the definition is downloaded.</summary>
    public static string ExportOf(string sourceId) => $"/sources/{Uri.EscapeDataString(sourceId)}/export";

    protected override object LoadKey => Id;

    protected override bool MovesWithClock => _overview is not null;

    protected override bool Wants(IEvent raised) => raised switch
    {
        SourceChanged changed => changed.SourceId == Id,
        JobChanged changed => changed.Job.SourceId == Id,
        JobProgressed progressed => progressed.SourceId == Id,
        ItemsSaved saved => saved.SourceId == Id,
        SettingsChanged => true,
        ScheduleChanged => true,
        FolderChanged => true,
        _ => false,
    };

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _overview = await Reader.FindAsync(Id, cancellationToken);
        _saved = false;
    }

    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        foreach (var progressed in batch.OfType<JobProgressed>())
            _progress[progressed.JobId] = progressed.Counts;
        foreach (var ended in batch.OfType<JobChanged>().Where(changed => JobLifecycle.IsFinal(changed.Job.Status)))
            _progress.Remove(ended.Job.Id);

        // A crawl saves several times a second; counting its items once a second is enough.
        _saved |= batch.Any(raised => raised is ItemsSaved);
        if (batch.Any(raised => raised is SourceChanged or JobChanged or SettingsChanged or ScheduleChanged or FolderChanged))
            await LoadAsync(cancellationToken);
    }

    protected override Task OnSecondAsync(CancellationToken cancellationToken) => _saved ? ReloadAsync() : Task.CompletedTask;

    private async Task DeleteAsync()
    {
        var deleted = await Dialogs.OpenAsync<DeleteSourceDialog>(
            $"Delete {_overview?.Source.Name}",
            new Dictionary<string, object?> { [nameof(DeleteSourceDialog.SourceId)] = Id },
            new DialogOptions { Width = "32rem", AutoFocusFirstElement = true });
        if (deleted is true)
            Navigation.NavigateTo("/portal/sources");
    }

    private Task RunTaskAsync(string task) => _actions?.RunAsync(task) ?? Task.CompletedTask;
}
