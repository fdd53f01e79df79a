using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Schedules;

/// <summary>All schedules by source, live, with the load of the next days; what is shown is in the address.</summary>
public sealed partial class SchedulesPage
{
    private const int PageSize = 100;
    private const int MostNext = 100;

    /// <summary>A slot that is taken moves the next one without telling; this look finds it.</summary>
    private const int SecondsBetweenLooks = 5;

    /// <summary>A week of runs is counted for it, so it is not read at each look; a change of a schedule is seen at once.</summary>
    private static readonly TimeSpan CalendarKeeps = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _selected = [];
    private SchedulePage? _page;
    private UpcomingRuns? _runs;
    private IReadOnlyList<UpcomingRun> _next = [];
    private ParserSettings? _settings;
    private int _seconds;
    private long? _readAt;
    private long? _calendarAt;

    [Inject]
    private ScheduleOverviews Overviews { get; set; } = default!;

    [Inject]
    private ScheduleCalendar Calendar { get; set; } = default!;

    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery]
    private string? View { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    protected override object LoadKey => (Text, Condition, ShowsNext, After);

    protected override bool MovesWithClock => _page is { Items.Count: > 0 } || _next.Count > 0;

    private string? Text => QueryText.Clean(Query);

    /// <summary>An unknown word in the address is as none.</summary>
    private ScheduleCondition? Condition =>
        Enum.TryParse<ScheduleCondition>(State, ignoreCase: true, out var condition) && Enum.IsDefined(condition) ? condition : null;

    private bool ShowsNext => View == "next";

    private bool IsFiltered => Text is not null || Condition is not null || After is not null;

    private string? Stopped => _settings is null ? null : JobRequests.StopWords(_settings);

    /// <summary>Whether schedules start jobs now.</summary>
    private bool Starts => _settings is { Stopped: false, Mode: ParserMode.Auto };

    private bool AllSelected => _page is { Items: { Count: > 0 } items } && items.All(item => _selected.Contains(item.View.Id));

    protected override bool Wants(IEvent raised) => raised is ScheduleChanged or SourceChanged or SettingsChanged or JobChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _settings = await Settings.ReadAsync(cancellationToken);
        if (_calendarAt is not { } last || Clock.GetElapsedTime(last) >= CalendarKeeps)
        {
            _calendarAt = Clock.GetTimestamp();
            _runs = await Calendar.ReadAsync(cancellationToken);
        }

        await ReadListAsync(cancellationToken);
    }

    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        if (batch.Any(raised => raised is not JobChanged))
        {
            _calendarAt = null;
            await LoadAsync(cancellationToken);
        }
        else if (_readAt is not { } last || Clock.GetElapsedTime(last) > TimeSpan.FromSeconds(1))
        {
            await ReadListAsync(cancellationToken);
        }
    }

    protected override async Task OnSecondAsync(CancellationToken cancellationToken)
    {
        if (++_seconds % SecondsBetweenLooks == 0)
            await ReloadAsync();
    }

    private async Task ReadListAsync(CancellationToken cancellationToken)
    {
        _readAt = Clock.GetTimestamp();
        _page = await Overviews.PageAsync(Text, Condition, After, ShowsNext ? 0 : PageSize, cancellationToken);
        _next = ShowsNext ? _runs?.Next(MostNext) ?? [] : [];
        _selected.IntersectWith(_page.Items.Select(item => item.View.Id));
    }

    private static string Address(string? text, ScheduleCondition? condition, string? view, string? after = null) =>
        QueryText.Write(
            "portal/schedules",
            [new("q", text), new("state", condition?.ToString().ToLowerInvariant()), new("view", view), new("after", after)]
        );

    private void Go(string? text, ScheduleCondition? condition)
    {
        // A field that is cleared, or a page that is drawn anew, says what the address holds already.
        if (text != Text || condition != Condition)
            Navigation.NavigateTo(Address(text, condition, null), replace: text != Text);
    }

    private void Select(string id, bool selected)
    {
        if (selected)
            _selected.Add(id);
        else
            _selected.Remove(id);
    }

    private void SelectAll(bool all)
    {
        foreach (var item in _page?.Items ?? [])
            Select(item.View.Id, all);
    }

    private Task AddAsync() => Dialogs.AskAsync<ScheduleDialog>("Add a schedule", MaxWidth.Small);

    private async Task PauseAsync()
    {
        List<Schedule> chosen = [.. _page!.Items.Select(item => item.View.Schedule).Where(schedule => _selected.Contains(schedule.Id))];
        var paused = await Dialogs.AskAsync<PauseScheduleDialog>(
            chosen.Count == 1 ? "Pause one schedule" : $"Pause {chosen.Count} schedules",
            MaxWidth.Small,
            (nameof(PauseScheduleDialog.Chosen), chosen)
        );
        if (paused)
            _selected.Clear();
    }

    private async Task ResumeAsync()
    {
        var ids = _selected.ToList();
        var result = await RunAsync(
            (actor, token) => ids.InTurnAsync(id => Schedules.ResumeAsync(actor, id, token)),
            _ => ids.Count == 1 ? "One schedule is resumed." : $"{ids.Count} schedules are resumed."
        );
        if (result?.Succeeded == true)
            _selected.Clear();
    }
}
