using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>A source's newest jobs.</summary>
public sealed partial class SourceJobs
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ParserJob> Jobs { get; set; }

    /// <summary>Counts of running jobs, which are stored only when they end.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<Guid, JobCounts> Progress { get; set; }

    /// <summary>UTC; times are shown relative to it.</summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }
}
