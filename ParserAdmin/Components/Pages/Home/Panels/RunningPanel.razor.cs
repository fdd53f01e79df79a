using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>Jobs that run, with their progress, and jobs that wait, with their reason.</summary>
public sealed partial class RunningPanel
{
    [Parameter, EditorRequired]
    public required JobFeed Feed { get; set; }

    /// <summary>How many jobs run at once, over all nodes.</summary>
    [Parameter, EditorRequired]
    public required int Places { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public bool MayAct { get; set; }

    [Parameter]
    public string? ActTitle { get; set; }

    [Parameter]
    public EventCallback<JobSnapshot> OnCancel { get; set; }

    private static string Title(JobSnapshot job) => job.IsGlobal ? job.Task : $"{job.Task} of {job.SourceId}";

    private IReadOnlyList<JobSnapshot> Running => [.. Feed.Jobs.Where(job => job.Status == JobStatus.Running)];

    // The order in which they will start.
    private IReadOnlyList<JobSnapshot> Waiting =>
        [.. Feed.Jobs.Where(job => job.Status == JobStatus.Pending).OrderByDescending(job => job.Priority).ThenBy(job => job.Id)];
}
