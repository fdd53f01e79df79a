using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution.DeadLetters;
using Radzen;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Shows how many dead letters a decision would touch, by a dry run of the very command, and then runs it.</summary>
public sealed partial class DeadLetterDialog
{
    private DeadLetterReport? _preview;
    private string _reason = "";
    private string? _refusal;
    private bool _busy;

    [Inject]
    private DeadLetterCommands Letters { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    /// <summary>Else they are dismissed.</summary>
    [Parameter, EditorRequired]
    public bool Replay { get; set; }

    [Parameter, EditorRequired]
    public required DeadLetterSelection Which { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var result = await RunAsync(dryRun: true);
        (_preview, _refusal) = (result.Succeeded ? result.Value : null, result.Message);
    }

    private async Task DecideAsync()
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var result = await RunAsync(dryRun: false);
            _refusal = result.Message;
            if (result.Succeeded)
                Dialogs.Close(true);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task<CommandResult<DeadLetterReport>> RunAsync(bool dryRun)
    {
        var actor = await CurrentActor.GetAsync(CancellationToken.None);
        var reason = _reason.Trim() is { Length: > 0 } given ? given : null;
        return Replay
            ? await Letters.ReplayAsync(actor, Which, reason, dryRun, CancellationToken.None)
            : await Letters.DismissAsync(actor, Which, reason, dryRun, CancellationToken.None);
    }

    private string Words(DeadLetterReport preview) => (Replay, preview) switch
    {
        (_, { Matched: 0 }) => "None of them is open any more.",
        (true, _) => $"{Count(preview.Done, "dead letter")} will be replayed, with {Count(preview.JobCount, "job")}: one for each task and source.",
        (false, _) => $"{Count(preview.Done, "dead letter")} will be dismissed. They stay on record.",
    };

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count:N0} {what}s";
}
