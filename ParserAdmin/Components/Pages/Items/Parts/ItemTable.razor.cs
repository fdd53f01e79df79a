using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Items;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>Items as rows; on a phone as cards.</summary>
public sealed partial class ItemTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Item> Items { get; set; }

    /// <summary>UTC; times are shown relative to it.</summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    /// <summary>Names of the sources by id.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string> SourceNames { get; set; }
}
