using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ParserAdmin.Components.Shared.Controls;

/// <summary>A button that says why it is disabled, to the mouse and to a screen reader; else what it does.</summary>
public sealed partial class ReasonButton
{
    [Parameter, EditorRequired]
    public required string Hint { get; set; }

    /// <summary>Why it would be refused; null where it would not.</summary>
    [Parameter]
    public string? Refusal { get; set; }

    /// <summary>Something is on its way.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public string? Icon { get; set; }

    [Parameter]
    public Variant Variant { get; set; } = Variant.Outlined;

    [Parameter]
    public Color Color { get; set; }

    [Parameter]
    public Size Size { get; set; } = Size.Medium;

    [Parameter]
    public EventCallback OnClick { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
