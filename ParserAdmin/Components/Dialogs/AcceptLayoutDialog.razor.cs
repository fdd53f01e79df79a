using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Core.Sources.Watermarks;
using Radzen;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks why a changed layout is right, and accepts it; what is refused is said here, and the words are kept.</summary>
public sealed partial class AcceptLayoutDialog
{
    private string _reason = "";
    private string? _refusal;
    private bool _busy;

    [Inject]
    private LayoutCommands Layout { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required PathState State { get; set; }

    private async Task AcceptAsync()
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var actor = await CurrentActor.GetAsync(CancellationToken.None);
            var result = await Layout.AcceptAsync(actor, State.SourceId, State.Path, _reason.Trim(), CancellationToken.None);
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
