using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Lifts the emergency stop: with a reason and the typed word, or says why not.</summary>
public sealed partial class ResetDialog
{
    private string _reason = "";
    private string _word = "";
    private string? _refusal;
    private bool _busy;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private CommandRunner Commands { get; set; } = default!;

    [Inject]
    private SafetyCommands Safety { get; set; } = default!;

    /// <summary>The settings that the person saw when the dialog was opened.</summary>
    [Parameter]
    public long Version { get; set; }

    private async Task ResetAsync()
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var result = await Commands.RunAsync(
                (actor, token) => Safety.ResetAsync(actor, _reason.Trim(), _word, Version, token),
                _ => "The stop is lifted. The mode is manual, and nothing was started.",
                CancellationToken.None
            );
            if (result is { Succeeded: true })
                Dialog.Close(DialogResult.Ok(true));
            else if (result is { Message: { } words })
                (_refusal, Version) = (words, result.Value?.Version ?? Version);
        }
        finally
        {
            _busy = false;
        }
    }
}
