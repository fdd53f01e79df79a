using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Charts;
using ParserAdmin.Core.Jobs;
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
    public bool Selected { get; set; }

    [Parameter]
    public EventCallback<bool> OnSelect { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private Schedule Schedule => Overview.View.Schedule;

    private string Name => JobText.Of(Schedule.Task, Overview.View.SourceName ?? Schedule.SourceId);

    /// <summary>When it would start first if someone switched to auto now, UTC; now for one that never ran or is overdue.</summary>
    private DateTime FirstInAuto => Overview.View.Timing.First(ParserMode.Auto, Overview.LastRun?.StartedAt, Now);

    /// <summary>With its day where it is another one than today, and with its date where a weekday may mean two.</summary>
    private string Clock(DateTime utc)
    {
        var days = (ChartText.Local(utc, Zone).Date - ChartText.Local(Now, Zone).Date).TotalDays;
        return days < 1 ? ChartText.Clock(utc, Zone)
            : days < 7 ? ChartText.DayClock(utc, Zone)
            : ChartText.Local(utc, Zone).ToString("d MMM HH:mm", CultureInfo.InvariantCulture);
    }
}
