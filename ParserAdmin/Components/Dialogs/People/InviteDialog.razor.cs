using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People.Invitations;

namespace ParserAdmin.Components.Dialogs.People;

/// <summary>Asks whom to invite with which role.</summary>
public sealed partial class InviteDialog
{
    private string _email = "";
    private Role _role = Role.Viewer;

    [Inject]
    private InvitationCommands Invitations { get; set; } = default!;

    /// <summary>Hears of the link, which is shown once.</summary>
    [Parameter]
    public Action<NewLink>? Done { get; set; }

    private Task InviteAsync() => DecideAsync(actor => Invitations.InviteAsync(actor, _email, _role, CancellationToken.None), Done);
}
