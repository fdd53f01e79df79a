using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>What a source can run and when, and what it lacks for the rest.</summary>
public sealed partial class SourceTasks
{
    [Parameter, EditorRequired]
    public IReadOnlyList<SourceTask> Tasks { get; set; } = [];

    /// <summary>Why nothing of the source runs and what to do, or null.</summary>
    [Parameter]
    public string? Block { get; set; }

    /// <summary>Whether this person may run tasks.</summary>
    [Parameter]
    public bool MayRun { get; set; }

    /// <summary>Of the buttons, unless something blocks the source.</summary>
    [Parameter]
    public string RunTitle { get; set; } = "";

    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    /// <summary>By the task's name.</summary>
    [Parameter]
    public EventCallback<string> OnRun { get; set; }

    private static string Words(ScheduleView view) =>
        view.Block is { } block ? $"{Upper(view.When)}: {block}." : $"{Upper(view.When)} in auto mode.";

    private static string Upper(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
