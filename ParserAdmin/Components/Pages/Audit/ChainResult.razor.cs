using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>What checking the chain found.</summary>
public sealed partial class ChainResult
{
    [Parameter, EditorRequired]
    public AuditVerification? Verification { get; set; }

    /// <summary>When it was checked, UTC.</summary>
    [Parameter, EditorRequired]
    public DateTime? At { get; set; }
}
