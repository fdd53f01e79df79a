using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks why schedules are paused, and pauses them.</summary>
public sealed partial class PauseScheduleDialog
{
    private readonly List<string> _paused = [];
    private string _reason = "";

    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    [Inject]
    private ScheduleQueries Queries { get; set; } = default!;

    /// <summary>At least one.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> ScheduleIds { get; set; }

    private Task PauseAsync() => DecideAsync(actor => ScheduleIds.InTurnAsync(id => PauseAsync(actor, id)), _ => OfferUndo());

    private async Task<CommandResult<Schedule>> PauseAsync(Actor actor, string id)
    {
        var before = await Queries.FindAsync(id, CancellationToken.None);
        var result = await Schedules.PauseAsync(actor, id, _reason.Trim(), CancellationToken.None);
        if (result.Succeeded && before?.Schedule.Paused == false)
            _paused.Add(id);
        return result;
    }

    /// <summary>What was paused before stays so, with the new reason.</summary>
    private void OfferUndo()
    {
        if (_paused.Count == 0)
            return;
        var (are, again) =
            _paused.Count == 1
                ? ("One schedule is paused.", "One schedule is resumed.")
                : ($"{_paused.Count} schedules are paused.", $"{_paused.Count} schedules are resumed.");
        Undos.Offer(are, (actor, token) => _paused.InTurnAsync(id => Schedules.ResumeAsync(actor, id, token)), again);
    }
}
