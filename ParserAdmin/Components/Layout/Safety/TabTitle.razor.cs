using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>The title of the browser's tab: the program's state first, for a tab shows its beginning alone.</summary>
public sealed partial class TabTitle
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [CascadingParameter]
    private TabState? State { get; set; }
}
