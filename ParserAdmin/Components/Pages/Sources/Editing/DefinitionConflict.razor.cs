using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Sources.Editing;

/// <summary>Two people edited one definition: what the other stored, what saving would do to it, and the ways on.</summary>
public sealed partial class DefinitionConflict
{
    /// <summary>The text that the person began with.</summary>
    [Parameter, EditorRequired]
    public required string Begun { get; set; }

    /// <summary>The source as the other one stored it.</summary>
    [Parameter, EditorRequired]
    public required Source Theirs { get; set; }

    /// <summary>The text in the field.</summary>
    [Parameter, EditorRequired]
    public required string Mine { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnTakeTheirs { get; set; }

    [Parameter]
    public EventCallback OnSaveMine { get; set; }
}
