using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs.Detail;

/// <summary>How far a job is or how it ended, and what it did.</summary>
public sealed partial class JobSummaryPanel
{
    [Parameter, EditorRequired]
    public required JobSnapshot Job { get; set; }

    [Parameter, EditorRequired]
    public required JobCounts Counts { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    /// <summary>What is left of a retry's wait, or null.</summary>
    private string? Left =>
        Job is { Status: JobStatus.Pending, NotBefore: { } due }
            ? due - Now is { Ticks: > 0 } left
                ? left.ToString(left.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture)
                : "now"
            : null;

    private static string Text(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
