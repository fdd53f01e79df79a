using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Dialogs.People;

/// <summary>Says what an act does, asks why, and does it.</summary>
public sealed partial class ReasonDialog<T>
{
    private string _reason = "";

    /// <summary>What it does, and what stays.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter, EditorRequired]
    public required string Submit { get; set; }

    [Parameter]
    public bool Danger { get; set; }

    /// <summary>The act, with who does it and the reason given.</summary>
    [Parameter, EditorRequired]
    public required Func<Actor, string?, Task<CommandResult<T>>> Act { get; set; }

    /// <summary>Hears of what came of it.</summary>
    [Parameter]
    public Action<T>? Done { get; set; }

    private Task SendAsync() => DecideAsync(actor => Act(actor, QueryText.Clean(_reason)), Done);
}
