using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Charts;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Schedules.Parts;

/// <summary>How many runs come due in each hour of the next seven days, in the time zone of the person who looks.</summary>
public sealed partial class LoadPanel
{
    public const int Days = 7;
    private const int HoursADay = 24;
    private List<HeatRow> _rows = [];
    private HourLoad? _fullest;
    private (UpcomingRuns Runs, TimeZoneInfo Zone)? _counted;

    [Parameter, EditorRequired]
    public required UpcomingRuns Runs { get; set; }

    /// <summary>How many jobs run at once, over all nodes.</summary>
    [Parameter, EditorRequired]
    public required int Concurrency { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private TimeZoneInfo ShownZone => Zone ?? TimeZoneInfo.Utc;

    private string ZoneName => ShownZone.Id;

    private string Places => $"{Concurrency} run at once; the others wait in the order of their priority.";

    protected override void OnParametersSet()
    {
        // Counting goes through every run of a week, so it is done for news only, and not each second.
        if (_counted is { } counted && ReferenceEquals(counted.Runs, Runs) && counted.Zone.Id == ShownZone.Id)
            return;
        _counted = (Runs, ShownZone);
        var hours = Runs.Hours(ShownZone, Days);
        _fullest = hours.MaxBy(hour => hour.Runs);
        _rows =
        [
            .. hours
                .GroupBy(hour => hour.Day)
                .Select(day => new HeatRow(
                    DayName(day.Key),
                    [.. Enumerable.Range(0, HoursADay).Select(hour => day.FirstOrDefault(each => each.Hour == hour)?.Runs)],
                    day.Key == hours[0].Day ? hours[0].Hour : null
                )),
        ];
    }

    private static string DayName(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);
}
