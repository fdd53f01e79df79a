using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>All that is known of a job but its log.</summary>
public sealed partial class JobSummaryPanel
{
    [Parameter, EditorRequired]
    public required JobSnapshot Job { get; set; }

    [Parameter, EditorRequired]
    public required JobCounts Counts { get; set; }

    /// <summary>The job that goes on from this one.</summary>
    [Parameter]
    public Guid? Next { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    private (string Name, string Value)[] Numbers =>
    [
        ("items", Text(Counts.ItemsProcessed)),
        ("new", Text(Counts.ItemsNew)),
        ("changed", Text(Counts.ItemsChanged)),
        ("failed", Text(Counts.ItemsFailed)),
        ("pages", Text(Counts.Pages)),
        ("requests", Text(Counts.Requests)),
        ("not modified", Text(Counts.NotModified)),
        ("received", Size(Counts.Bytes)),
    ];

    /// <summary>What is left of a retry's wait, or null.</summary>
    private string? Left => Job is { Status: JobStatus.Pending, NotBefore: { } due }
        ? due - Now is { Ticks: > 0 } left ? left.ToString(left.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture) : "now"
        : null;

    private static string Text(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.0} MiB"),
    };
}
