using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Items;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>Items by their pictures.</summary>
public sealed partial class ItemPosters
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Item> Items { get; set; }

    /// <summary>Names of the sources by id.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string> SourceNames { get; set; }
}
