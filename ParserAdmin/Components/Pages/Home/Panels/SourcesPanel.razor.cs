using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>The sources, each with Run now.</summary>
public sealed partial class SourcesPanel
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Source> Sources { get; set; }

    /// <summary>The jobs that run or wait.</summary>
    [Parameter, EditorRequired]
    public required JobFeed Feed { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Why no run may be asked for, whatever its source; null where it may.</summary>
    [Parameter]
    public string? Refusal { get; set; }

    [Parameter]
    public EventCallback<Source> OnRun { get; set; }

    private bool IsOpen(Source source) => Feed.Jobs.Any(job => job.SourceId == source.Id);

    private string? NotNow(Source source) =>
        Refusal ?? JobRequests.BlockWords(source.Block) ?? (IsOpen(source) ? "It runs already; one job per source at a time." : null);
}
