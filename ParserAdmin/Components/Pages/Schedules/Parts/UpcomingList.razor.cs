using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Charts;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Schedules.Parts;

/// <summary>The next runs of all schedules together, day by day.</summary>
public sealed partial class UpcomingList
{
    /// <summary>Soonest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<UpcomingRun> Runs { get; set; }

    [Parameter, EditorRequired]
    public required DateTime Now { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private IEnumerable<IGrouping<string, UpcomingRun>> Days =>
        Runs.Where(run => run.At >= Now)
            .GroupBy(run => ChartText.Local(run.At, Zone).ToString("dddd d MMMM", CultureInfo.InvariantCulture));
}
