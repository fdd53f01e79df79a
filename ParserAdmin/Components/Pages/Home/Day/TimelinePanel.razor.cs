using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Charts;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Pages.Home.Day;

/// <summary>What ran when, what waited for what, and what comes next, a row for each source.</summary>
public sealed partial class TimelinePanel
{
    /// <summary>The chart moves on at these steps and not each second: hundreds of marks would be sent anew.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    private IReadOnlyList<TimelineRow> _rows = [];
    private DateTime _at;

    [Parameter, EditorRequired]
    public required DashboardView View { get; set; }

    /// <summary>The jobs that run or wait.</summary>
    [Parameter, EditorRequired]
    public required JobFeed Feed { get; set; }

    [Parameter]
    public ParserSettings? Settings { get; set; }

    [Parameter, EditorRequired]
    public required DateTime Now { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private string? NothingComes =>
        Settings switch
        {
            { Stopped: true } => "Nothing comes: the emergency stop is on.",
            { Mode: ParserMode.Manual } => "Nothing comes by itself: the mode is manual.",
            _ => null,
        };

    protected override void OnParametersSet()
    {
        _at = Now.AddTicks(-(Now.Ticks % Step.Ticks));
        _rows = new TimelineRows(View, Feed, NothingComes is null, _at, Zone).All();
    }
}
