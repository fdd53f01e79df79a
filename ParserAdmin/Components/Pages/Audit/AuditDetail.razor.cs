using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>All that one entry holds.</summary>
public sealed partial class AuditDetail
{
    [Parameter, EditorRequired]
    public required AuditEntry Entry { get; set; }

    private string EntryAddress => AddressOf(Entry.Sequence);

    /// <summary>The page of what was changed, where there is one.</summary>
    private string? EntityAddress => Entry is { EntityId: { Length: > 0 } id, EntityType: var type }
        ? type switch
        {
            "sources" => $"/portal/sources/{Uri.EscapeDataString(id)}",
            "parser_jobs" => $"/portal/jobs/{Uri.EscapeDataString(id)}",
            _ => null,
        }
        : null;

    /// <summary>The trail from this entry downwards, with the entry open.</summary>
    public static string AddressOf(long sequence) => new AuditView(Before: sequence + 1, Open: sequence).Address;
}
