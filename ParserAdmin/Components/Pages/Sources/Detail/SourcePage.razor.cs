using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Folder;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>
/// One source: how it is doing, what it can run, what it ran, what it found, and its definition. The tab is in the address.
/// </summary>
public sealed partial class SourcePage
{
    private const int MostRuns = 50;
    private const int MostItems = 20;
    private SourceOverview? _overview;
    private JobFeed? _feed;
    private IReadOnlyList<Item>? _items;
    private string? _stopped;
    private SourceActions? _actions;
    private bool _saved;

    [Inject]
    private SourceOverviewReader Reader { get; set; } = default!;

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private ItemQueries Items { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    [Inject]
    private DefinitionsFolder Folder { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromQuery(Name = "tab")]
    private string? TabName { get; set; }

    /// <summary>An unknown word in the address is as none.</summary>
    private SourceTab Tab => Enum.TryParse<SourceTab>(TabName, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : default;

    private Dictionary<string, string> Names => _overview is { Source: var source } ? new() { [source.Id] = source.Name } : [];

    /// <summary>Where the definition is downloaded.</summary>
    public static string ExportOf(string sourceId) => $"sources/{Uri.EscapeDataString(sourceId)}/export";

    public static string AddressOf(string sourceId, SourceTab tab) =>
        QueryText.Write(SourceLink.AddressOf(sourceId), [new("tab", tab == default ? null : tab.ToString().ToLowerInvariant())]);

    protected override object LoadKey => (Id, Tab);

    protected override bool MovesWithClock => _overview is not null;

    protected override bool Wants(IEvent raised) =>
        raised switch
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
        _stopped = JobRequests.StopWords(await Settings.ReadAsync(cancellationToken));
        _saved = false;
        if (Tab == SourceTab.Runs)
        {
            var filter = new JobFilter([.. Enum.GetValues<JobStatus>().Where(status => status != JobStatus.Skipped)], SourceId: Id);
            var feed = new JobFeed(filter.Includes, MostRuns);
            feed.Load(await Jobs.RecentAsync(filter, null, MostRuns, cancellationToken));
            _feed = feed;
        }
        else if (Tab == SourceTab.Items)
        {
            _items = await Items.ListAsync(new ItemFilter(Id), null, MostItems, cancellationToken);
        }
    }

    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        // A crawl saves several times a second; counting its items once a second is enough.
        _saved |= batch.Any(raised => raised is ItemsSaved);
        if (batch.Any(raised => raised is SourceChanged or JobChanged or SettingsChanged or ScheduleChanged or FolderChanged))
            await LoadAsync(cancellationToken);
        foreach (var raised in batch)
            _feed?.Apply(raised);
    }

    protected override Task OnSecondAsync(CancellationToken cancellationToken) => _saved ? ReloadAsync() : Task.CompletedTask;

    private async Task DeleteAsync()
    {
        var deleted = await Dialogs.AskAsync<DeleteSourceDialog>(
            $"Delete {_overview?.Source.Name}",
            MaxWidth.Small,
            (nameof(DeleteSourceDialog.SourceId), Id)
        );
        if (deleted)
            Navigation.NavigateTo("portal/sources");
    }

    private void Open(Guid? job)
    {
        if (job is { } id)
            Navigation.NavigateTo(JobAddress.Of(id));
    }

    /// <summary>What a tab says beside its name: how much there is, or that something is to be looked at.</summary>
    private static string? Mark(SourceOverview overview, SourceTab tab) =>
        tab switch
        {
            SourceTab.Items when overview.Items > 0 => ItemText.Count(overview.Items),
            SourceTab.Definition when overview.Definition is null => "has errors",
            SourceTab.Expectations when overview.Paths.Count(path => path.QuarantinedAt is not null) is > 0 and var held =>
                $"{held} broken",
            _ => null,
        };

    private Task RunTaskAsync(string task) => _actions?.RunAsync(task) ?? Task.CompletedTask;
}
