using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>Values of an item, each with the way to all items that share it.</summary>
public sealed partial class FilterLinks
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Values { get; set; }

    /// <summary>The list's address for a value.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Address { get; set; }
}
