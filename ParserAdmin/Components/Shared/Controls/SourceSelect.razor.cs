using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Shared.Controls;

/// <summary>Narrows a list to one source. An id that is none of them stays to be seen, as the address says it.</summary>
public sealed partial class SourceSelect
{
    /// <summary>The source's id; null or empty for all.</summary>
    [Parameter, EditorRequired]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Source> Sources { get; set; }
}
