using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Audit.Words;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>What narrows the trail: the kind of act, words, who, when; and what a link to here said.</summary>
public sealed partial class AuditFilterBar
{
    private const string All = "all";
    private const string Denied = "denied";
    private static readonly string[] Kinds = [All, .. AuditActions.Kinds, Denied];

    [Parameter, EditorRequired]
    public required AuditView View { get; set; }

    /// <summary>Names to choose from: everybody's, and those that the entries read so far have.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> Actors { get; set; }

    /// <summary>The name of the one thing that is asked about.</summary>
    [Parameter]
    public string? Thing { get; set; }

    /// <summary>Called with the view that the person asked for, on its first page.</summary>
    [Parameter, EditorRequired]
    public EventCallback<AuditView> OnChange { get; set; }

    private string Chosen =>
        View.WantedOutcome == AuditOutcome.Denied ? Denied
        : AuditActions.Kinds.Contains(View.Kind) ? View.Kind!
        : All;

    /// <summary>What only a link says; each can be taken away.</summary>
    private IEnumerable<(string Words, AuditView Without)> Fixed
    {
        get
        {
            if (View.EntityId is not null || View.EntityType is not null)
                yield return ($"About {Thing ?? View.EntityId ?? View.EntityType}", View with { EntityId = null, EntityType = null });
            if (View.Action is { } action)
                yield return (AuditActions.Name(action), View with { Action = null });
            if (View.WantedOutcome is { } outcome and not AuditOutcome.Denied)
                yield return ($"Outcome {outcome.ToString().ToLowerInvariant()}", View with { Outcome = null });
        }
    }

    private Task ChooseAsync(string? kind) =>
        ChangeAsync(View with { Kind = kind is All or Denied ? null : kind, Outcome = kind == Denied ? Denied : null });

    private Task ChangeAsync(AuditView view) => OnChange.InvokeAsync(view with { Before = null, Open = null });
}
