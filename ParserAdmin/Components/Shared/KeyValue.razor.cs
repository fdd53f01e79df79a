using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared;

/// <summary>One named value, inside a <c>dl class="key-values"</c>.</summary>
public sealed partial class KeyValue
{
    [Parameter, EditorRequired]
    public required string Key { get; set; }

    /// <summary>For ids, addresses and numbers.</summary>
    [Parameter]
    public bool Mono { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
