using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>How the items are drawn: which columns the table has, or as posters. It is all in the address.</summary>
public sealed partial class ItemLayoutTools
{
    private IReadOnlyList<ItemColumn> _shown = [];

    [Parameter, EditorRequired]
    public required ItemsView View { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<ItemsView> OnChanged { get; set; }

    protected override void OnParametersSet() => _shown = ItemColumns.Of(View.Columns);
}
