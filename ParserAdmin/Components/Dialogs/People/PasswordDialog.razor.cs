using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Dialogs.People;

/// <summary>Asks for the person's own password before something that a stranger at their screen must not do.</summary>
public sealed partial class PasswordDialog<T>
{
    private string _password = "";

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter, EditorRequired]
    public required string Submit { get; set; }

    [Parameter]
    public bool Danger { get; set; }

    /// <summary>The act, with who does it and the password typed.</summary>
    [Parameter, EditorRequired]
    public required Func<Actor, string, Task<CommandResult<T>>> Act { get; set; }

    /// <summary>Hears of what came of it.</summary>
    [Parameter]
    public Action<T>? Done { get; set; }

    private Task SendAsync() => DecideAsync(actor => Act(actor, _password), Done);
}
