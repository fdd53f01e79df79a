using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>What a source can run and when, and what it lacks for the rest.</summary>
public sealed partial class SourceTasks
{
    [Parameter, EditorRequired]
    public required string SourceId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<SourceTask> Tasks { get; set; } = [];

    /// <summary>Why this person may run none of them now, or null.</summary>
    [Parameter]
    public string? Refusal { get; set; }

    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    /// <summary>By the task's name.</summary>
    [Parameter]
    public EventCallback<string> OnRun { get; set; }

    private static string Words(ScheduleView view) =>
        view.Block is { } block ? $"{Upper(view.When)}: {block}." : $"{Upper(view.When)} in auto mode.";

    private static string Upper(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
