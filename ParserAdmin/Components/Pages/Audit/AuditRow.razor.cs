using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>One entry as a row that opens.</summary>
public sealed partial class AuditRow
{
    [Parameter, EditorRequired]
    public required AuditEntry Entry { get; set; }

    /// <summary>UTC; the time is shown relative to it.</summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    /// <summary>It came while the page was open.</summary>
    [Parameter]
    public bool Fresh { get; set; }

    [Parameter]
    public bool Open { get; set; }

    /// <summary>Called with the entry's sequence number.</summary>
    [Parameter]
    public EventCallback<long> OnToggle { get; set; }

    private string? Tone => Entry.Outcome switch
    {
        AuditOutcome.Denied => "denied",
        AuditOutcome.Failed or AuditOutcome.Lost or AuditOutcome.WithErrors => "failed",
        _ => null,
    };

    private (string Tone, string Icon, string Text) Badge => Entry.Outcome switch
    {
        AuditOutcome.Succeeded => ("good", "check", "succeeded"),
        AuditOutcome.Denied => ("bad", "block", "denied"),
        AuditOutcome.WithErrors => ("warn", "warning", "with errors"),
        AuditOutcome.Cancelled => ("warn", "block", "cancelled"),
        AuditOutcome.Lost => ("bad", "help", "lost"),
        _ => ("warn", "error", "failed"),
    };

    private string ActorIcon => Entry.ActorType switch
    {
        ActorType.User => "person",
        ActorType.Api => "key",
        ActorType.Cli => "terminal",
        ActorType.Database => "database",
        _ => "settings",
    };

    private Task ToggleAsync() => OnToggle.InvokeAsync(Entry.Sequence);
}
