using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>What is wrong with the chain and what to do; nothing while it holds.</summary>
public sealed partial class ChainFault
{
    [Parameter, EditorRequired]
    public AuditVerification? Found { get; set; }
}
