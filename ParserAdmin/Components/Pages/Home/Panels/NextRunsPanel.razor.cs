using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>When each schedule starts its next job; outside of auto, when it would once in auto.</summary>
public sealed partial class NextRunsPanel
{
    private const int Most = 8;

    /// <summary>Soonest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<UpcomingRun> Runs { get; set; }

    [Parameter]
    public ParserSettings? Settings { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }
}
