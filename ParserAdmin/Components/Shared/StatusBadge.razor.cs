using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Shared;

/// <summary>A state as icon, word and colour: never colour alone.</summary>
public sealed partial class StatusBadge
{
    /// <summary>A job's status; sets all that the other parameters do not.</summary>
    [Parameter]
    public JobStatus? Status { get; set; }

    /// <summary>The job succeeded, and some of its items did not.</summary>
    [Parameter]
    public bool WithErrors { get; set; }

    /// <summary><c>good</c>, <c>bad</c>, <c>warn</c>, <c>live</c>, <c>idle</c>.</summary>
    [Parameter]
    public string Tone { get; set; } = "";

    [Parameter]
    public string Icon { get; set; } = "";

    [Parameter]
    public string Text { get; set; } = "";

    [Parameter]
    public string? Title { get; set; }

    protected override void OnParametersSet()
    {
        if (Status is { } status)
            (Tone, Icon, Text) = WithErrors ? ("warn", "warning", "with errors") : Of(status);
    }

    private static (string Tone, string Icon, string Text) Of(JobStatus status) => status switch
    {
        JobStatus.Pending => ("idle", "hourglass_top", "pending"),
        JobStatus.Running => ("live", "play_arrow", "running"),
        JobStatus.Succeeded => ("good", "check", "succeeded"),
        JobStatus.Failed => ("bad", "error", "failed"),
        JobStatus.Cancelled => ("warn", "block", "cancelled"),
        JobStatus.Lost => ("bad", "help", "lost"),
        JobStatus.Skipped => ("idle", "skip_next", "skipped"),
        _ => ("idle", "help", status.ToString().ToLowerInvariant()),
    };
}
