using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>What narrows the list of items, and in which order it is.</summary>
public sealed partial class ItemFilterBar
{
    private static readonly Dictionary<ItemSort, string> Orders = new()
    {
        [ItemSort.Newest] = "Newest first",
        [ItemSort.Changed] = "Last changed first",
        [ItemSort.Title] = "Title, A to Z",
        [ItemSort.Price] = "Price, lowest first",
    };

    private bool _more;
    private bool _narrowed;

    [Parameter, EditorRequired]
    public required ItemsView View { get; set; }

    /// <summary>Called with the view that the person asked for, on its first page.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ItemsView> OnChanged { get; set; }

    /// <summary>What is asked for more rarely, each with what is written in it and what another text makes of the view.</summary>
    private IEnumerable<(string Label, string? Hint, string? Value, Func<string?, ItemsView> With)> Further =>
        [
            ("Price from", null, View.PriceFrom, text => View with { PriceFrom = text }),
            ("Price to", null, View.PriceTo, text => View with { PriceTo = text }),
            ("Currency", "EUR", View.Currency, text => View with { Currency = text }),
            ("Creator", "The whole name", View.Creator, text => View with { Creator = text }),
            ("Genre", null, View.Genre, text => View with { Genre = text }),
            ("Series", null, View.Series, text => View with { Series = text }),
        ];

    // What begins to narrow the list must be in sight; what a person then folds away stays so.
    protected override void OnParametersSet()
    {
        _more |= View.HasMore && !_narrowed;
        _narrowed = View.HasMore;
    }

    private Task ChangeAsync(ItemsView view) => OnChanged.InvokeAsync(view with { Before = null });
}
