using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources.Backoff;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>Sources of which every run fails, with why, since when, and when they are tried again.</summary>
public sealed partial class FailingPanel
{
    /// <summary>One more than is shown tells that there are more.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<FailingSource> Sources { get; set; }

    [Parameter]
    public DateTime Now { get; set; }
}
