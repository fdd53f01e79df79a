using Microsoft.AspNetCore.Mvc;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>The filter in the download's address: the same names as in the page's.</summary>
public sealed record AuditExportQuery(
    [FromQuery] string? Actor,
    [FromQuery] string? Action,
    [FromQuery] string? EntityType,
    [FromQuery] string? EntityId,
    [FromQuery] string? Outcome,
    [FromQuery] string? Since,
    [FromQuery] string? Until,
    [FromQuery] string? Q,
    [FromQuery] string? Kind
)
{
    public AuditView View => new(Actor, Action, EntityType, EntityId, Outcome, Since, Until, Q, Kind: Kind);
}
