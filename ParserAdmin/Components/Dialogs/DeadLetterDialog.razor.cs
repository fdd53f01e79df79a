using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution.DeadLetters;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Shows how many dead letters a decision would touch, by a dry run of the very command, and then runs it.</summary>
public sealed partial class DeadLetterDialog
{
    private DeadLetterReport? _preview;
    private string _reason = "";

    [Inject]
    private DeadLetterCommands Letters { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <summary>Else they are dismissed.</summary>
    [Parameter, EditorRequired]
    public bool Replay { get; set; }

    [Parameter, EditorRequired]
    public required DeadLetterSelection Which { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var result = await RunAsync(await CurrentActor.GetAsync(CancellationToken.None), dryRun: true);
        (_preview, Refusal) = (result.Succeeded ? result.Value : null, result.Message);
    }

    private async Task<CommandResult<DeadLetterReport>> RunAsync(Actor actor, bool dryRun)
    {
        var reason = QueryText.Clean(_reason);
        return Replay
            ? await Letters.ReplayAsync(actor, Which, reason, dryRun, CancellationToken.None)
            : await Letters.DismissAsync(actor, Which, reason, dryRun, CancellationToken.None);
    }

    private string Words(DeadLetterReport preview) =>
        (Replay, preview) switch
        {
            (_, { Matched: 0 }) => "None of them is open any more.",
            (true, _) =>
                $"{Count(preview.Done, "dead letter")} will be replayed, with {Count(preview.JobCount, "job")}: one for each task and "
                    + $"source.",
            (false, _) => $"{Count(preview.Done, "dead letter")} will be dismissed. They stay on record.",
        };

    /// <summary>What came of it, for it may be less than what was counted.</summary>
    private void Tell(DeadLetterReport report)
    {
        var done = Replay
            ? $"{Count(report.Done, "dead letter")} replayed, with {Count(report.JobCount, "job")}."
            : $"{Count(report.Done, "dead letter")} dismissed.";
        var left = report.Matched - report.Done;
        var words = left == 0 ? done : $"{done} {left} stay open: {string.Join("; ", report.Left)}";
        var severity = left == 0 ? Severity.Success : Severity.Warning;
        if (Replay || report.Done == 0)
        {
            Snackbar.Add(words, severity);
            return;
        }

        Undos.Offer(
            words,
            (actor, token) => Letters.ReopenAsync(actor, report.Letters, token),
            report.Done == 1 ? "It is open again." : "They are open again.",
            severity
        );
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count:N0} {what}s";
}
