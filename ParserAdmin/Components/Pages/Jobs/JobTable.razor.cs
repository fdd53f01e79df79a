using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>Jobs as dense rows.</summary>
public sealed partial class JobTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<JobSnapshot> Jobs { get; set; }

    /// <summary>What a job did so far.</summary>
    [Parameter, EditorRequired]
    public required Func<JobSnapshot, JobCounts> CountsOf { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public bool MayAct { get; set; }

    /// <summary>What an action's button says on hover: what it does, or why it is disabled.</summary>
    [Parameter]
    public Func<string, string> ActTitle { get; set; } = words => words;

    [Parameter]
    public EventCallback<JobSnapshot> OnCancel { get; set; }

    [Parameter]
    public EventCallback<JobSnapshot> OnRepeat { get; set; }

    private static string Number(int value) => value == 0 ? "·" : value.ToString("N0", CultureInfo.InvariantCulture);
}
