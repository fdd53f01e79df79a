using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>How an item stands, as its site says it, or that it is gone.</summary>
public sealed partial class ItemStatusBadge
{
    [Parameter, EditorRequired]
    public required Item Item { get; set; }

    private static string Tone(string status) => status switch
    {
        ItemStatus.Ongoing or ItemStatus.ForSale => "live",
        ItemStatus.Completed => "good",
        ItemStatus.Missing => "warn",
        _ => "idle",
    };

    private static string Icon(string status) => status switch
    {
        ItemStatus.Ongoing => "autorenew",
        ItemStatus.Completed => "check",
        ItemStatus.ForSale => "sell",
        ItemStatus.Missing => "help_center",
        ItemStatus.Sold => "remove_shopping_cart",
        _ => "label",
    };
}
