using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Items;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>Items as rows, with the columns that a person chose; on a phone as cards.</summary>
public sealed partial class ItemTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Item> Items { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ItemColumn> Columns { get; set; }

    /// <summary>UTC; times are shown relative to it.</summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    /// <summary>Names of the sources by id.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string> SourceNames { get; set; }

    private bool Shows(string column) => Columns.Any(shown => shown.Name == column);

    private string SourceName(Item item) => SourceNames.GetValueOrDefault(item.SourceId, item.SourceId);
}
