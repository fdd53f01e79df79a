using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared;

/// <summary>One word out of those that are known, or all; a word that only the address knows stays visible.</summary>
public sealed partial class FilterChoice
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What is chosen when nothing narrows.</summary>
    [Parameter, EditorRequired]
    public required string All { get; set; }

    [Parameter, EditorRequired]
    public required string? Value { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> Choices { get; set; }

    /// <summary>Null when nothing narrows.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string?> OnChosen { get; set; }
}
