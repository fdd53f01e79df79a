using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks why schedules are paused, and pauses them.</summary>
public sealed partial class PauseScheduleDialog
{
    private string _reason = "";

    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    /// <summary>At least one.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> ScheduleIds { get; set; }

    private Task PauseAsync() =>
        DecideAsync(actor => ScheduleIds.InTurnAsync(id => Schedules.PauseAsync(actor, id, _reason.Trim(), CancellationToken.None)));
}
