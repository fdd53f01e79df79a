using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Pages.Settings;

/// <summary>One setting: its value with unit and bounds, and beside it the default, marked where something else is in force.</summary>
public sealed partial class SettingField
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>As entered.</summary>
    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter, EditorRequired]
    public required string Default { get; set; }

    /// <summary>What is in force is not the default.</summary>
    [Parameter]
    public bool IsChanged { get; set; }

    [Parameter]
    public string? Unit { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong with the value, for people, or null.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public bool IsNumber { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>For the field itself, such as its list of choices.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public Dictionary<string, object> More { get; set; } = [];
}
