using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>How an item stands, as its site says it, or that it is gone.</summary>
public sealed partial class ItemStatusBadge
{
    [Parameter, EditorRequired]
    public required Item Item { get; set; }

    public static string ToneOf(string status) =>
        status switch
        {
            ItemStatus.Ongoing or ItemStatus.ForSale => "live",
            ItemStatus.Completed => "good",
            ItemStatus.Missing => "warn",
            _ => "idle",
        };

    private static string Icon(string status) =>
        status switch
        {
            ItemStatus.Ongoing => Icons.Material.Filled.Autorenew,
            ItemStatus.Completed => Icons.Material.Filled.Check,
            ItemStatus.ForSale => Icons.Material.Filled.Sell,
            ItemStatus.Missing => Icons.Material.Filled.HelpCenter,
            ItemStatus.Sold => Icons.Material.Filled.RemoveShoppingCart,
            _ => Icons.Material.Filled.Label,
        };
}
