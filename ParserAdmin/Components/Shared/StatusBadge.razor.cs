using Microsoft.AspNetCore.Components;
using MudBlazor;
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
            (Tone, Icon, Text) = Of(status, WithErrors);
    }

    /// <summary>How a job's status looks, wherever it is shown.</summary>
    internal static (string Tone, string Icon, string Text) Of(JobStatus status, bool withErrors = false) =>
        status switch
        {
            JobStatus.Pending => ("idle", Icons.Material.Filled.HourglassTop, "pending"),
            JobStatus.Running => ("live", Icons.Material.Filled.PlayArrow, "running"),
            JobStatus.Succeeded when withErrors => ("warn", Icons.Material.Filled.Warning, "with errors"),
            JobStatus.Succeeded => ("good", Icons.Material.Filled.Check, "succeeded"),
            JobStatus.Failed => ("bad", Icons.Material.Filled.Error, "failed"),
            JobStatus.Cancelled => ("warn", Icons.Material.Filled.Block, "cancelled"),
            JobStatus.Lost => ("bad", Icons.Material.Filled.Help, "lost"),
            JobStatus.Skipped => ("idle", Icons.Material.Filled.SkipNext, "skipped"),
            _ => ("idle", Icons.Material.Filled.Help, status.ToString().ToLowerInvariant()),
        };
}
