using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Pages.People;

/// <summary>Narrows a list by a text while one types.</summary>
public sealed partial class ListSearch
{
    [Parameter, EditorRequired]
    public required ListView View { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Null where nothing is typed.</summary>
    [Parameter]
    public EventCallback<string?> OnText { get; set; }
}
