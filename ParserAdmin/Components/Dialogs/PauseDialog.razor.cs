using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Core.Sources;
using Radzen;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks why a source is paused, and pauses it; what is refused is said here, and the words are kept.</summary>
public sealed partial class PauseDialog
{
    private string _reason = "";
    private string? _refusal;
    private bool _busy;

    [Inject]
    private SourceCommands Sources { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string SourceId { get; set; }

    private async Task PauseAsync()
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var result = await Sources.PauseAsync(await CurrentActor.GetAsync(CancellationToken.None), SourceId, _reason.Trim(), CancellationToken.None);
            _refusal = result.Message;
            if (result.Succeeded)
                Dialogs.Close(true);
        }
        finally
        {
            _busy = false;
        }
    }
}
