using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Sources.Editing;

/// <summary>What works on a definition: of a source that is stored, or of one that is to be made.</summary>
public abstract class DefinitionPart : ComponentBase
{
    /// <summary>The source as it is stored now; null for one that is to be made.</summary>
    [Parameter, EditorRequired]
    public Source? Source { get; set; }

    /// <summary>What a new source starts from.</summary>
    [Parameter]
    public string Template { get; set; } = "";

    [Parameter, EditorRequired]
    public bool CanEdit { get; set; }

    /// <summary>Called with the source as it was stored.</summary>
    [Parameter]
    public EventCallback<Source> OnSaved { get; set; }
}
