using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks why a changed layout is right, and accepts it.</summary>
public sealed partial class AcceptLayoutDialog
{
    private string _reason = "";

    [Inject]
    private LayoutCommands Layout { get; set; } = default!;

    [Parameter, EditorRequired]
    public required PathState State { get; set; }

    private Task AcceptAsync() =>
        DecideAsync(actor => Layout.AcceptAsync(actor, State.SourceId, State.Path, _reason.Trim(), CancellationToken.None));
}
