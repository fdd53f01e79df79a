using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Schedules;

/// <summary>One schedule in the list.</summary>
public sealed partial class ScheduleRow
{
    [Parameter, EditorRequired]
    public required ScheduleOverview Overview { get; set; }

    /// <summary>Whether schedules start jobs now.</summary>
    [Parameter, EditorRequired]
    public bool Starts { get; set; }

    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private Schedule Schedule => Overview.View.Schedule;

    /// <summary>When it would start first if someone switched to auto now, UTC; now for one that never ran or is overdue.</summary>
    private DateTime FirstInAuto => Overview.View.Timing.First(ParserMode.Auto, Overview.LastRun?.StartedAt, Now);
}
