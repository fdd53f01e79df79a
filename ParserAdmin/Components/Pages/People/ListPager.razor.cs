using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Pages.People;

/// <summary>The ways to the first and the next page of a list; nothing where all is shown.</summary>
public sealed partial class ListPager
{
    [Parameter, EditorRequired]
    public required ListView View { get; set; }

    /// <summary>Where this page ends; null where no other follows.</summary>
    [Parameter, EditorRequired]
    public required string? Next { get; set; }

    [Parameter, EditorRequired]
    public required string More { get; set; }
}
