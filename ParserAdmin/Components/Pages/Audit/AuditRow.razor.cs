using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Pages.Audit.Words;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>One entry as a sentence that opens to what changed, and to the other entries of the same act.</summary>
public sealed partial class AuditRow
{
    [Parameter, EditorRequired]
    public required AuditEntry Entry { get; set; }

    [Parameter, EditorRequired]
    public required AuditNames Names { get; set; }

    /// <summary>Sequence numbers of the entries that are open.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlySet<long> Open { get; set; }

    /// <summary>By the entry that was opened: all that its act wrote.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<long, IReadOnlyList<AuditEntry>> Acts { get; set; }

    /// <summary>How many entries of the act the list holds.</summary>
    [Parameter]
    public int Count { get; set; } = 1;

    /// <summary>It is listed as one of an act that is open.</summary>
    [Parameter]
    public bool Nested { get; set; }

    /// <summary>It came while the page was open.</summary>
    [Parameter]
    public bool Fresh { get; set; }

    [Parameter]
    public EventCallback<AuditEntry> OnToggle { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private bool IsOpen => Open.Contains(Entry.Sequence);

    private (string Text, string? Address)? Thing => Names.Of(Entry);

    private List<AuditEntry> Together => [.. Acts.GetValueOrDefault(Entry.Sequence, []).Where(other => other.Sequence != Entry.Sequence)];

    /// <summary>
    /// What did not go well has an edge in the colour of its badge. What was cancelled has none: somebody wanted it that way.
    /// </summary>
    private string? Edge => Entry.Outcome == AuditOutcome.Cancelled || Badge.Tone == "plain" ? null : Badge.Tone;

    private (string Tone, string Icon, string Text) Badge =>
        Entry.Outcome switch
        {
            AuditOutcome.Succeeded => ("plain", Icons.Material.Filled.CheckCircle, "done"),
            AuditOutcome.Denied => ("warn", Icons.Material.Filled.Block, "denied"),
            AuditOutcome.WithErrors => StatusBadge.Of(JobStatus.Succeeded, withErrors: true),
            AuditOutcome.Cancelled => StatusBadge.Of(JobStatus.Cancelled),
            AuditOutcome.Lost => StatusBadge.Of(JobStatus.Lost),
            _ => StatusBadge.Of(JobStatus.Failed),
        };

    /// <summary>Of a person's name or address; null for what is none.</summary>
    private string? Initials =>
        Entry.ActorType == ActorType.User
            ? string.Concat(
                Entry
                    .ActorName.Split([' ', '.', '@'], StringSplitOptions.RemoveEmptyEntries)
                    .Take(2)
                    .Select(part => char.ToUpperInvariant(part[0]))
            )
            : null;

    private string ActorIcon =>
        Entry.ActorType switch
        {
            ActorType.Api => Icons.Material.Filled.Key,
            ActorType.Cli => Icons.Material.Filled.Terminal,
            ActorType.Database => Icons.Material.Filled.Storage,
            _ => Icons.Material.Filled.Memory,
        };

    private Task ToggleAsync() => OnToggle.InvokeAsync(Entry);
}
