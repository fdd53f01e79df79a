using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>What went wrong last, over all logs.</summary>
public sealed partial class TroublePanel
{
    /// <summary>Newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<JobLogLine> Lines { get; set; }

    [Parameter]
    public DateTime Now { get; set; }
}
