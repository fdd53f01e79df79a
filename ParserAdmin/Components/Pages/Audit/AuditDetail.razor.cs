using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>All that one entry holds: what changed, and the facts beside it.</summary>
public sealed partial class AuditDetail
{
    [Parameter, EditorRequired]
    public required AuditEntry Entry { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }
}
