using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Core.Schedules;
using Radzen;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks why a schedule is paused, and pauses it; what is refused is said here, and the words are kept.</summary>
public sealed partial class PauseScheduleDialog
{
    private string _reason = "";
    private string? _refusal;
    private bool _busy;

    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string ScheduleId { get; set; }

    private async Task PauseAsync()
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var result = await Schedules.PauseAsync(await CurrentActor.GetAsync(CancellationToken.None), ScheduleId, _reason.Trim(), CancellationToken.None);
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
