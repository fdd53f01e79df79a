using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Dialogs.People;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.People;

namespace ParserAdmin.Components.Pages.People;

/// <summary>All API keys, live; the revoked and expired ones last.</summary>
public sealed partial class KeysPage
{
    private IReadOnlyList<ApiKey> _keys = [];

    [Inject]
    private PeopleQueries Queries { get; set; } = default!;

    [Inject]
    private KeyCommands Keys { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    protected override bool MovesWithClock => _keys.Count > 0;

    protected override bool Wants(IEvent raised) => raised is AuditAppended { Entry.EntityType: "api_keys" };

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _keys = [.. (await Queries.KeysAsync(cancellationToken)).OrderByDescending(key => key.IsGoodAt(Now))];

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    private async Task MakeAsync()
    {
        NewApiKey? made = null;
        await Dialogs.AskAsync<NewKeyDialog>(
            "New API key",
            MaxWidth.Small,
            (nameof(NewKeyDialog.Done), (Action<NewApiKey>)(key => made = key))
        );
        if (made is null)
            return;
        await SecretDialog.ShowAsync(
            Dialogs,
            $"Key of {made.Key.Name}",
            "Put it where the program reads its secrets from. It is not stored here and not shown again.",
            "Key",
            made.Secret
        );
    }

    private Task RevokeAsync(ApiKey key) =>
        Dialogs.AskAsync<ReasonDialog<ApiKey>>(
            $"Revoke {key.Name}",
            MaxWidth.Small,
            (
                nameof(ReasonDialog<ApiKey>.Text),
                "It opens nothing from the next call on. This cannot be taken back; a new key can be made."
            ),
            (nameof(ReasonDialog<ApiKey>.Submit), "Revoke"),
            (nameof(ReasonDialog<ApiKey>.Danger), true),
            (
                nameof(ReasonDialog<ApiKey>.Act),
                (Func<Actor, string?, Task<CommandResult<ApiKey>>>)(
                    (actor, reason) => Keys.RevokeAsync(actor, key.Id, reason, CancellationToken.None)
                )
            )
        );

    private (string Tone, string Icon, string Text) StateOf(ApiKey key) =>
        key.StateAt(Now) switch
        {
            KeyState.Active => ("good", Icons.Material.Filled.Check, "active"),
            KeyState.Expired => ("warn", Icons.Material.Filled.TimerOff, "ran out"),
            _ => ("idle", Icons.Material.Filled.Block, "revoked"),
        };
}
