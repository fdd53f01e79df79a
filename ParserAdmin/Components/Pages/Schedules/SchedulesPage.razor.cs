using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using Radzen;

namespace ParserAdmin.Components.Pages.Schedules;

/// <summary>All schedules, live.</summary>
public sealed partial class SchedulesPage
{
    private const int PageSize = 100;

    /// <summary>A slot that is taken moves the next one without telling; this look finds it.</summary>
    private const int SecondsBetweenLooks = 5;

    private List<ScheduleOverview> _schedules = [];
    private bool _more;
    private bool _starts;
    private bool _stopped;
    private int _seconds;

    [Inject]
    private ScheduleOverviews Overviews { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    protected override object LoadKey => After ?? "";

    protected override bool MovesWithClock => _schedules.Count > 0;

    protected override bool Wants(IEvent raised) => raised is ScheduleChanged or SourceChanged or SettingsChanged or JobChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var settings = await Settings.ReadAsync(cancellationToken);
        _stopped = settings.Stopped;
        _starts = settings is { Stopped: false, Mode: ParserMode.Auto };
        var found = await Overviews.ListAsync(After, PageSize + 1, cancellationToken);
        _more = found.Count > PageSize;
        _schedules = [.. found.Take(PageSize)];
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    private Task AddAsync() => Dialogs.OpenAsync<ScheduleDialog>(
        "Add a schedule", new Dictionary<string, object?>(), new DialogOptions { Width = "34rem", AutoFocusFirstElement = true });

    protected override async Task OnSecondAsync(CancellationToken cancellationToken)
    {
        if (++_seconds % SecondsBetweenLooks == 0)
            await ReloadAsync();
    }
}
