using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;

namespace ParserAdmin.Components.Dialogs.People;

/// <summary>Gives a person another role.</summary>
public sealed partial class RoleDialog
{
    private string _reason = "";
    private Role _role;

    [Inject]
    private PeopleCommands People { get; set; } = default!;

    [Parameter, EditorRequired]
    public required Person Who { get; set; }

    protected override void OnInitialized() => _role = Who.Role ?? Role.Viewer;

    private Task GiveAsync()
    {
        string? giver = null;
        return DecideAsync(
            actor =>
            {
                giver = actor.Id;
                return People.SetRoleAsync(actor, Who.Id, _role, QueryText.Clean(_reason), CancellationToken.None);
            },
            given => OfferUndo(given, giver)
        );
    }

    /// <summary>Who took a right from themselves has none left to take it back.</summary>
    private void OfferUndo(Person given, string? giver)
    {
        if (Who.Role is { } before && before != given.Role && given.Id != giver)
        {
            Undos.Offer(
                $"{given.Email} is {Words(given.Role)}.",
                (actor, token) => People.SetRoleAsync(actor, given.Id, before, "Taken back", token),
                $"{given.Email} is {Words(before)} again."
            );
        }
    }

    private static string Words(Role? role) => role is { } held ? RoleNames.Of(held) : "without a role";
}
