using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Dialogs.Frame;

/// <summary>Why something is done; it goes on record.</summary>
public sealed partial class ReasonField
{
    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public bool Required { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public bool AutoFocus { get; set; } = true;
}
