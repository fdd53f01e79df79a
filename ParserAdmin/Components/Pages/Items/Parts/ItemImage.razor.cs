using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>An item's picture, straight from its site; a quiet plate where there is none.</summary>
public sealed partial class ItemImage
{
    [Parameter, EditorRequired]
    public string? Address { get; set; }

    [Parameter]
    public bool Large { get; set; }
}
