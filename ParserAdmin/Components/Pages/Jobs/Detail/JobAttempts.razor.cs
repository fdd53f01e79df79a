using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs.Detail;

/// <summary>The jobs that go on from each other, newest first: how each ended, when it began and how long it took.</summary>
public sealed partial class JobAttempts
{
    /// <summary>Oldest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<JobSnapshot> Jobs { get; set; }

    /// <summary>The job of the page.</summary>
    [Parameter, EditorRequired]
    public Guid Shown { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    private string When(JobSnapshot job) =>
        (job.Duration, job.StartedAt) switch
        {
            ({ } took, _) => $"took {Times.Duration(took)}",
            (null, { } started) => $"for {Times.Duration(Now - started)}",
            _ when job.NotBefore is { } due && due > Now => $"starts {Times.Relative(due, Now)}",
            _ => $"asked for {Times.Relative(job.RequestedAt, Now)}",
        };
}
