using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Dialogs.People;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.People;

namespace ParserAdmin.Components.Pages.People;

/// <summary>All API keys, live; the revoked and expired ones last.</summary>
public sealed partial class KeysPage
{
    private const string Path = "portal/keys";
    private const int PageSize = 50;

    private IReadOnlyList<ApiKey> _keys = [];
    private string? _next;

    [Inject]
    private PeopleQueries Queries { get; set; } = default!;

    [Inject]
    private KeyCommands Keys { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    private ListView View => new(Path, QueryText.Clean(Text), QueryText.Clean(After));

    protected override object LoadKey => View;

    protected override bool MovesWithClock => _keys.Count > 0;

    protected override bool Wants(IEvent raised) => raised is AuditAppended { Entry.EntityType: "api_keys" };

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        // An address that somebody wrote shows the first page.
        var found =
            await Queries.KeysAsync(View.Text, QueryText.Id(View.After), PageSize + 1, cancellationToken)
            ?? await Queries.KeysAsync(View.Text, null, PageSize + 1, cancellationToken)
            ?? [];
        _keys = [.. found.Take(PageSize)];
        _next = found.Count > PageSize ? _keys[^1].Id.ToString() : null;
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    private void Find(string? text)
    {
        // A field that is drawn anew says what the address holds already.
        if (text != View.Text)
            Navigation.NavigateTo(new ListView(Path, text, null).Address, replace: true);
    }

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
