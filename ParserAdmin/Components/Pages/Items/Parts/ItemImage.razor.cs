using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Pictures;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>
/// An item's picture as this program keeps it; a quiet plate where there is none. What is not kept yet is asked for, and the page hears of
/// it by <see cref="PictureFetched"/>.
/// </summary>
public sealed partial class ItemImage
{
    private string? _path;
    private string? _problem;

    [Parameter, EditorRequired]
    public required Item Item { get; set; }

    [Parameter]
    public bool Large { get; set; }

    /// <summary>Whether it says below itself why there is none.</summary>
    [Parameter]
    public bool Explains { get; set; }

    [Inject]
    private ItemPictures Pictures { get; set; } = default!;

    protected override void OnParametersSet()
    {
        _path = Pictures.IsKept(Item) ? ItemPictures.PathOf(Item)?.TrimStart('/') : null;
        _problem = _path is null ? Pictures.ProblemOf(Item) : null;
    }
}
