using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared;

/// <summary>Says why nothing is here and what to do first.</summary>
public sealed partial class EmptyState
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string Icon { get; set; } = "inbox";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
