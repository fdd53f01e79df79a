using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Schedules.Parts;

/// <summary>Narrows the list of schedules by text and by whether they start jobs.</summary>
public sealed partial class ScheduleFilterBar
{
    [Parameter, EditorRequired]
    public required string? Text { get; set; }

    /// <summary>Null for all.</summary>
    [Parameter, EditorRequired]
    public required ScheduleCondition? Condition { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<ScheduleCondition, int> Counts { get; set; }

    [Parameter]
    public EventCallback<string?> OnText { get; set; }

    [Parameter]
    public EventCallback<ScheduleCondition?> OnCondition { get; set; }

    private IEnumerable<(ScheduleCondition? Condition, string Name, int Count)> Choices =>
        [
            (null, "All", Counts.Values.Sum()),
            (ScheduleCondition.Armed, "Ready", Counts.GetValueOrDefault(ScheduleCondition.Armed)),
            (ScheduleCondition.Paused, "Paused", Counts.GetValueOrDefault(ScheduleCondition.Paused)),
            (ScheduleCondition.Barred, "Kept from running", Counts.GetValueOrDefault(ScheduleCondition.Barred)),
        ];
}
