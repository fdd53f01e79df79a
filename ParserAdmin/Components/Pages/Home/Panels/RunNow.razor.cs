using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>Asks for a run of a source, or says why there can be none now.</summary>
public sealed partial class RunNow
{
    [Parameter, EditorRequired]
    public required Source Source { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Why no run may be asked for; null where it may.</summary>
    [Parameter]
    public string? NotNow { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter]
    public EventCallback<Source> OnRun { get; set; }
}
