using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>What narrows the list of items.</summary>
public sealed partial class ItemFilterBar
{
    [Parameter, EditorRequired]
    public required ItemsView View { get; set; }

    /// <summary>Called with the view that the person asked for, on its first page.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ItemsView> OnChanged { get; set; }

    private Task ChangeAsync(ItemsView view) => OnChanged.InvokeAsync(view with { Before = null });

    private static string? Value(ChangeEventArgs change) => QueryText.Clean(change.Value as string);
}
