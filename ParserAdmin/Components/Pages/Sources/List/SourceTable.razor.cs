using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Sources.List;

/// <summary>Sources as dense rows, on a phone as cards; any number of them can be chosen.</summary>
public sealed partial class SourceTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<SourceOverview> Sources { get; set; }

    /// <summary>How far a running job is; null where that is not known.</summary>
    [Parameter, EditorRequired]
    public required Func<ParserJob, JobCounts?> CountsOf { get; set; }

    /// <summary>UTC; times are shown relative to it.</summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    [Parameter]
    public Actor? Person { get; set; }

    /// <summary>Why nothing may start at all; null where it may.</summary>
    [Parameter]
    public string? Stopped { get; set; }

    /// <summary>Ids; changed by this table.</summary>
    [Parameter, EditorRequired]
    public required HashSet<string> Chosen { get; set; }

    [Parameter]
    public EventCallback OnChosen { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private bool? AllChosen =>
        Sources.All(overview => Chosen.Contains(overview.Source.Id)) ? true
        : Sources.Any(overview => Chosen.Contains(overview.Source.Id)) ? null
        : false;

    private Task ChooseAsync(SourceOverview overview, bool on)
    {
        if (on)
            Chosen.Add(overview.Source.Id);
        else
            Chosen.Remove(overview.Source.Id);
        return OnChosen.InvokeAsync();
    }

    private Task ChooseAllAsync(bool? _)
    {
        if (AllChosen == true)
            Chosen.Clear();
        else
            Chosen.UnionWith(Sources.Select(overview => overview.Source.Id));
        return OnChosen.InvokeAsync();
    }

    /// <summary>What its open jobs do, beside its state.</summary>
    private string? Said(SourceOverview overview) =>
        overview switch
        {
            { Running: { } running } when CountsOf(running) is { } counts => Progress(counts),
            { Waiting: { } waiting } => $"{waiting.Task} waits{(waiting.Reason is { } reason ? $": {reason}" : "")}",
            _ => null,
        };

    private static string Progress(JobCounts counts)
    {
        var done = counts.ItemsProcessed.ToString("N0", CultureInfo.InvariantCulture);
        return counts.ItemsExpected > 0 && counts.ItemsExpected >= counts.ItemsProcessed
            ? $"{done} of {counts.ItemsExpected.ToString("N0", CultureInfo.InvariantCulture)} items"
            : $"{done} items";
    }
}
