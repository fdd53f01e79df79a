using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Home;

/// <summary>Leads someone who sees the program for the first time.</summary>
public sealed partial class Welcome
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Source> Sources { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Why no run may be asked for, whatever its source; null where it may.</summary>
    [Parameter]
    public string? Refusal { get; set; }

    [Parameter]
    public EventCallback<Source> OnRun { get; set; }

    private string? NotNow(Source first) => Refusal ?? JobRequests.BlockWords(first.Block);
}
