using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ParserAdmin.Components.Shared;

/// <summary>Says why nothing is here and what to do first.</summary>
public sealed partial class EmptyState
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string Icon { get; set; } = Icons.Material.Filled.Inbox;

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
