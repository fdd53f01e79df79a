using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Diff;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;

namespace ParserAdmin.Components.Dialogs.People;

/// <summary>Gives a person another role.</summary>
public sealed partial class RoleDialog
{
    private string _reason = "";
    private Role _role;
    private Person _seen = default!;
    private string? _changed;
    private IReadOnlyList<DiffRow> _theirs = [];

    [Inject]
    private PeopleCommands People { get; set; } = default!;

    [Parameter, EditorRequired]
    public required Person Who { get; set; }

    protected override void OnInitialized() => (_seen, _role) = (Who, Who.Role ?? Role.Viewer);

    private async Task GiveAsync()
    {
        string? giver = null;
        var result = await DecideAsync(
            actor =>
            {
                giver = actor.Id;
                return People.SetRoleAsync(actor, Who.Id, _role, QueryText.Clean(_reason), _seen, CancellationToken.None);
            },
            given => OfferUndo(given, giver)
        );
        if (result is not { Status: CommandStatus.Conflict, Value: { } current })
            return;

        // What the person decides next, they decide on the rights as they are now.
        (_changed, Refusal) = (result.Message, null);
        _theirs =
        [
            .. new DiffRow[]
            {
                new("Role", Words(_seen.Role), Words(current.Role)),
                new("Disabled", _seen.Disabled ? "yes" : "no", current.Disabled ? "yes" : "no"),
            }.Where(row => row.Kind != DiffKind.Same),
        ];
        _seen = current;
    }

    /// <summary>Who took a right from themselves has none left to take it back.</summary>
    private void OfferUndo(Person given, string? giver)
    {
        if (_seen.Role is { } before && before != given.Role && given.Id != giver)
        {
            Undos.Offer(
                $"{given.Email} is {Words(given.Role)}.",
                (actor, token) => People.SetRoleAsync(actor, given.Id, before, "Taken back", null, token),
                $"{given.Email} is {Words(before)} again."
            );
        }
    }

    private static string Words(Role? role) => role is { } held ? RoleNames.Of(held) : "without a role";
}
