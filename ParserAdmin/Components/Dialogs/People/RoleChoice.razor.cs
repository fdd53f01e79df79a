using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Dialogs.People;

/// <summary>The three roles, each with what it allows.</summary>
public sealed partial class RoleChoice
{
    private static readonly (Role Role, string Words)[] Roles =
    [
        (Role.Viewer, "sees everything and changes nothing"),
        (Role.Operator, "also runs and cancels, pauses, switches the mode, stops"),
        (Role.Admin, "also resets a stop, and changes settings, sources, people and keys"),
    ];

    [Parameter]
    public Role Value { get; set; }

    [Parameter]
    public EventCallback<Role> ValueChanged { get; set; }
}
