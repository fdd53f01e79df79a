using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks why schedules are paused, and pauses them.</summary>
public sealed partial class PauseScheduleDialog
{
    private readonly List<string> _paused = [];
    private string _reason = "";
    private List<(string Id, PauseState Seen)> _left = [];

    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    /// <summary>At least one, as the person saw them when the dialog was opened.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Schedule> Chosen { get; set; }

    protected override void OnInitialized() => _left = [.. Chosen.Select(schedule => (schedule.Id, PauseState.Of(schedule)))];

    private Task PauseAsync() => DecideAsync(PauseEachAsync, _ => OfferUndo());

    /// <summary>One after the other, up to the first that is refused: what is done is done, and is not asked for again.</summary>
    private async Task<CommandResult<Schedule>> PauseEachAsync(Actor actor)
    {
        while (true)
        {
            var (id, seen) = _left[0];
            var result = await Schedules.PauseAsync(actor, id, _reason.Trim(), seen, CancellationToken.None);
            if (result is { Status: CommandStatus.Conflict, Value: { } current })
                _left[0] = (id, PauseState.Of(current));
            if (result.Succeeded && !seen.Paused)
                _paused.Add(id);
            if (!result.Succeeded || _left.Count == 1)
                return result;
            _left.RemoveAt(0);
        }
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
