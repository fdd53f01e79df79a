using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>The last 24 hours in one line.</summary>
public sealed partial class DayStrip
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<JobTotals> Day { get; set; }

    private int Runs => Day.Where(day => day.Status is not (JobStatus.Skipped or JobStatus.Pending)).Sum(day => day.Jobs);

    private int Bad => Count(JobStatus.Failed) + Count(JobStatus.Lost);

    private int WithErrors => Day.Where(day => day.Status == JobStatus.Succeeded).Sum(day => day.WithErrors);

    private int Count(JobStatus status) => Day.Where(day => day.Status == status).Sum(day => day.Jobs);

    private static string Text(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
