using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks why a source is paused, and pauses it.</summary>
public sealed partial class PauseDialog
{
    private string _reason = "";
    private PauseState? _seen;

    [Inject]
    private SourceCommands Sources { get; set; } = default!;

    /// <summary>As the person saw it when the dialog was opened.</summary>
    [Parameter, EditorRequired]
    public required Source Source { get; set; }

    protected override void OnInitialized() => _seen = PauseState.Of(Source);

    private async Task PauseAsync()
    {
        var result = await DecideAsync(
            actor => Sources.PauseAsync(actor, Source.Id, _reason.Trim(), _seen, CancellationToken.None),
            OfferUndo
        );

        // What the person decides next, they decide on the pause that the refusal told of.
        if (result is { Status: CommandStatus.Conflict, Value: { } current })
            _seen = PauseState.Of(current);
    }

    private void OfferUndo(Source paused) =>
        Undos.Offer(
            $"{paused.Name} is paused.",
            (actor, token) => Sources.ResumeAsync(actor, paused.Id, token),
            $"{paused.Name} is resumed."
        );
}
