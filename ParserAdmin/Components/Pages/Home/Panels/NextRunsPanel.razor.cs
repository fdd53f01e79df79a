using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>When each schedule fires next, and whether that will start anything.</summary>
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
