using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs.List;

/// <summary>Jobs as dense rows, on a phone as cards; any number of them can be chosen, and one is open beside the table.</summary>
public sealed partial class JobTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<JobSnapshot> Jobs { get; set; }

    /// <summary>What a job did so far.</summary>
    [Parameter, EditorRequired]
    public required Func<JobSnapshot, JobCounts> CountsOf { get; set; }

    /// <summary>What people call the sources, by id.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, string> SourceNames { get; set; } = new Dictionary<string, string>();

    [Parameter]
    public DateTime Now { get; set; }

    [Parameter]
    public Guid? Open { get; set; }

    [Parameter]
    public EventCallback<Guid?> OnOpen { get; set; }

    /// <summary>A key pressed on a link or button of a row, but one that presses it.</summary>
    [Parameter]
    public EventCallback<KeyboardEventArgs> OnKey { get; set; }

    /// <summary>Changed by this table; null where none are to be chosen.</summary>
    [Parameter]
    public HashSet<Guid>? Chosen { get; set; }

    [Parameter]
    public EventCallback OnChosen { get; set; }

    private bool? AllChosen =>
        Jobs.All(job => Chosen?.Contains(job.Id) == true) ? true
        : Jobs.Any(job => Chosen?.Contains(job.Id) == true) ? null
        : false;

    private Task PressAsync(KeyboardEventArgs pressed) => pressed.Key is "Enter" or " " ? Task.CompletedTask : OnKey.InvokeAsync(pressed);

    private Task ChooseAsync(JobSnapshot job, bool on)
    {
        if (on)
            Chosen?.Add(job.Id);
        else
            Chosen?.Remove(job.Id);
        return OnChosen.InvokeAsync();
    }

    private Task ChooseAllAsync(bool? _)
    {
        if (AllChosen == true)
            Chosen?.Clear();
        else
            Chosen?.UnionWith(Jobs.Select(job => job.Id));
        return OnChosen.InvokeAsync();
    }

    private string Name(JobSnapshot job) => job.IsGlobal ? JobText.AllSources : SourceNames.GetValueOrDefault(job.SourceId, job.SourceId);

    private static string Id(JobSnapshot job) => $"#{job.Id.ToString()[^8..]}";

    private static string? Why(JobSnapshot job) => job.ErrorClass is { } error ? $"{error}: {job.ErrorMessage}" : job.Reason;

    private static string By(JobSnapshot job) => job.Trigger == JobTrigger.Schedule ? "schedule" : job.Actor.Split('@')[0];

    private static string Number(int value) => value == 0 ? "·" : value.ToString("N0", CultureInfo.InvariantCulture);
}
