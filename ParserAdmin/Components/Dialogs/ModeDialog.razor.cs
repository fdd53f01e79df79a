using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks for the reason of a switch; for auto, shows what will be armed, what runs next and what was skipped.</summary>
public sealed partial class ModeDialog
{
    private string _reason = "";
    private string? _stale;
    private bool _busy;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private CommandRunner Commands { get; set; } = default!;

    [Inject]
    private SafetyCommands Safety { get; set; } = default!;

    [Parameter]
    public ParserMode Target { get; set; }

    /// <summary>The settings that the person saw when the dialog was opened.</summary>
    [Parameter]
    public long Version { get; set; }

    private async Task SwitchAsync()
    {
        if (_busy || string.IsNullOrWhiteSpace(_reason))
            return;
        _busy = true;
        try
        {
            var result = await Commands.RunAsync(
                (actor, token) => Safety.SwitchModeAsync(actor, Target, _reason.Trim(), Version, token),
                settings => $"The mode is {settings.Mode.ToString().ToLowerInvariant()}.",
                CancellationToken.None
            );
            if (result is { Succeeded: true })
                Dialog.Close(DialogResult.Ok(true));
            else if (result is { Status: CommandStatus.Conflict, Value: { } current })
                TakeNew(current, result.Message);
        }
        finally
        {
            _busy = false;
        }
    }

    // What the person decides next, they decide on the settings as the message tells them.
    private void TakeNew(ParserSettings current, string? message)
    {
        _stale = message;
        Version = current.Version;
    }
}
