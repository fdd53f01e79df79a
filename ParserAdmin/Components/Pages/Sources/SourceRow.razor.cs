using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>One source in the list; on a phone a card.</summary>
public sealed partial class SourceRow
{
    [Parameter, EditorRequired]
    public required SourceOverview Overview { get; set; }

    /// <summary>How far its running job is; null where that is not known.</summary>
    [Parameter]
    public JobCounts? Counts { get; set; }

    /// <summary>UTC; times are shown relative to it.</summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    /// <summary>The row's actions.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string Address => $"/portal/sources/{Uri.EscapeDataString(Overview.Source.Id)}";

    private string ItemsAddress => new ItemsView(Source: Overview.Source.Id).Address;

    private string NoNextRun => Overview.Tasks.Any(task => task.Schedules.Any(schedule => schedule.View.Armed)) ? "by hand only" : "no schedule";

    private static string Progress(JobCounts counts)
    {
        var done = counts.ItemsProcessed.ToString("N0", CultureInfo.InvariantCulture);
        return counts.ItemsExpected > 0 && counts.ItemsExpected >= counts.ItemsProcessed ? $"{done} of {counts.ItemsExpected.ToString("N0", CultureInfo.InvariantCulture)} items" : $"{done} items";
    }
}
