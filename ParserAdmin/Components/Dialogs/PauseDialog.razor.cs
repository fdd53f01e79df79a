using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks why a source is paused, and pauses it.</summary>
public sealed partial class PauseDialog
{
    private string _reason = "";

    [Inject]
    private SourceCommands Sources { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string SourceId { get; set; }

    private Task PauseAsync() =>
        DecideAsync(actor => Sources.PauseAsync(actor, SourceId, _reason.Trim(), CancellationToken.None), OfferUndo);

    private void OfferUndo(Source paused) =>
        Undos.Offer(
            $"{paused.Name} is paused.",
            (actor, token) => Sources.ResumeAsync(actor, paused.Id, token),
            $"{paused.Name} is resumed."
        );
}
