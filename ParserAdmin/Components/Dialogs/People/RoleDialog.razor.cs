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

    private Task GiveAsync() =>
        DecideAsync(actor => People.SetRoleAsync(actor, Who.Id, _role, QueryText.Clean(_reason), CancellationToken.None));
}
