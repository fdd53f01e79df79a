using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Shared.Logs;

/// <summary>The levels of log lines, each to be shown or not.</summary>
public sealed partial class LogLevelChips
{
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<JobLogLevel> Shown { get; set; }

    /// <summary>How many lines a level has; null where nobody counts.</summary>
    [Parameter]
    public Func<JobLogLevel, long>? CountOf { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyCollection<JobLogLevel>> OnChange { get; set; }
}
