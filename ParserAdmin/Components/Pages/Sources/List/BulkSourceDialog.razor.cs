using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Sources.List;

/// <summary>Runs, pauses or resumes many sources.</summary>
public sealed partial class BulkSourceDialog
{
    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    [Inject]
    private SourceCommands Commands { get; set; } = default!;

    [Inject]
    private UndoOffers Undos { get; set; } = default!;

    [Parameter, EditorRequired]
    public required IReadOnlyList<SourceOverview> Sources { get; set; }

    [Parameter, EditorRequired]
    public SourceAct Act { get; set; }

    private List<SourceOverview> Fitting =>
        [
            .. Sources.Where(overview =>
                Act switch
                {
                    SourceAct.Run => overview.Source.Block is null && overview.MainTask is not null,
                    SourceAct.Pause => !overview.Source.Paused,
                    _ => overview.Source.Paused,
                }
            ),
        ];

    private string Words =>
        (Act, Fitting.Count) switch
        {
            (SourceAct.Run, 0) => "None of the chosen sources can run.",
            (SourceAct.Pause, 0) => "All of the chosen sources are paused already.",
            (SourceAct.Resume, 0) => "None of the chosen sources is paused.",
            (SourceAct.Run, var count) =>
                $"{(count == 1 ? "One source runs its main task" : $"{count} sources run their main tasks")} once, in any mode.{Busy}",
            (SourceAct.Pause, var count) => $"No job starts for {(count == 1 ? "one source" : $"{count} sources")} until someone resumes "
                + $"{(count == 1 ? "it" : "them")}. A job that runs now ends at its next step.",
            (_, var count) => $"Jobs run for {(count == 1 ? "one source" : $"{count} sources")} again, by hand and on schedule.",
        };

    private string Busy =>
        Fitting.Count(overview => overview.Open.Count > 0) switch
        {
            0 => "",
            1 => " One of them has a job already: the new one waits for it.",
            var count => $" {count} of them have a job already: the new one waits for it.",
        };

    private string? Left =>
        (Sources.Count - Fitting.Count) switch
        {
            0 => null,
            var left => $"{left} of the {Sources.Count} chosen {(left == 1 ? "is" : "are")} left as {(left == 1 ? "it is" : "they are")}: "
                + Act switch
                {
                    SourceAct.Run => "paused, switched off, or without a task that its definition allows.",
                    SourceAct.Pause => "paused already.",
                    _ => "not paused.",
                },
        };

    /// <summary>What the act is called.</summary>
    public static string Verb(SourceAct act) => act == SourceAct.Run ? "Run" : act.ToString();

    private void OfferUndo(IReadOnlyList<SourceOverview> done)
    {
        if (Act != SourceAct.Pause)
            return;
        var ids = done.Select(overview => overview.Source.Id).ToList();
        var (are, again) =
            ids.Count == 1
                ? ("One source is paused.", "One source is resumed.")
                : ($"{ids.Count} sources are paused.", $"{ids.Count} sources are resumed.");
        Undos.Offer(are, (actor, token) => ids.InTurnAsync(id => Commands.ResumeAsync(actor, id, token)), again);
    }

    private async Task<(string? Refusal, string Done)> AskAsync(
        SourceOverview overview,
        Actor actor,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var id = overview.Source.Id;
        if (Act == SourceAct.Pause)
        {
            var seen = PauseState.Of(overview.Source);
            return ((await Commands.PauseAsync(actor, id, reason, seen, cancellationToken)).Message, "paused");
        }

        if (Act == SourceAct.Resume)
            return ((await Commands.ResumeAsync(actor, id, cancellationToken)).Message, "resumed");
        var task = overview.MainTask!.Definition.Name;
        var asked = await Jobs.RequestAsync(actor, task, id, JobParameters.None, JobTrigger.Person, cancellationToken);
        return (
            asked.Message,
            asked is { Succeeded: true, Value.Reason: { } waits } ? $"{task} was asked for. {waits}" : $"{task} was asked for"
        );
    }
}

public enum SourceAct
{
    Run,
    Pause,
    Resume,
}
