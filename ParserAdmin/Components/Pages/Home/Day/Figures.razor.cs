using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Charts;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Home.Day;

/// <summary>The last 24 hours in four figures, each with how it went by the hour.</summary>
public sealed partial class Figures
{
    [Parameter, EditorRequired]
    public required LastDay Day { get; set; }

    private IEnumerable<Figure> All =>
        [
            new(
                "Items new",
                Day.ItemsNew,
                $"{ChartText.Number(Day.ItemsChanged)} changed",
                "portal/items",
                "",
                Day.Series(hour => hour.ItemsNew)
            ),
            new(
                "Runs",
                Day.Runs,
                $"{ChartText.Number(Day.Count(JobStatus.Succeeded))} succeeded",
                JobAddress.List,
                "",
                Day.Series(hour => LastDay.IsRun(hour) ? hour.Jobs : 0)
            ),
            new(
                "Failed",
                Day.Count(JobStatus.Failed),
                $"{ChartText.Number(Day.Count(JobStatus.Lost))} lost, {ChartText.Number(Day.WithErrors)} with errors",
                LastDay.Address(JobStatus.Failed, Day.Since),
                Day.Errors > 0 ? "bad" : "",
                Day.Series(hour => hour.Status == JobStatus.Failed ? hour.Jobs : 0)
            ),
            new(
                "Requests",
                Day.Requests,
                Day.Runs == 0 ? "" : $"{ChartText.Number(Math.Round((double)Day.Requests / Day.Runs))} a run",
                "portal/jobs",
                "",
                Day.Series(hour => hour.Requests)
            ),
        ];

    private sealed record Figure(string Name, double Value, string More, string Href, string Tone, IReadOnlyList<double> Data);
}
