using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>A source's state, with why below it.</summary>
public sealed partial class SourceConditionBadge
{
    [Parameter, EditorRequired]
    public required SourceCondition Condition { get; set; }

    /// <summary>The reason in full in place of one line.</summary>
    [Parameter]
    public bool Whole { get; set; }
}
