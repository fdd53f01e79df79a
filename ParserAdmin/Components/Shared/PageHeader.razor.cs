using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared;

/// <summary>The page's title, a line below it, and its actions.</summary>
public sealed partial class PageHeader
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Lead { get; set; }

    /// <summary>The page's actions.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
