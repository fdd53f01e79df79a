using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Logs;

/// <summary>What narrows the search over all logs, and beside it what is done with what was found.</summary>
public sealed partial class LogsFilterBar
{
    [Parameter, EditorRequired]
    public required LogsView View { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Source> Sources { get; set; }

    [Parameter]
    public EventCallback<LogsView> OnChange { get; set; }

    /// <summary>The tools.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
