using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs.Actions;

/// <summary>Ends many jobs, or asks for them again, for one reason.</summary>
public sealed partial class BulkJobDialog
{
    [Inject]
    private JobCommands Commands { get; set; } = default!;

    [Parameter, EditorRequired]
    public required IReadOnlyList<JobSnapshot> Jobs { get; set; }

    /// <summary>Else they are ended.</summary>
    [Parameter, EditorRequired]
    public bool Retry { get; set; }

    private List<JobSnapshot> Fitting => [.. Jobs.Where(job => JobLifecycle.IsFinal(job.Status) == Retry)];

    private string Words =>
        (Retry, Fitting.Count) switch
        {
            (true, 0) => "None of the chosen jobs has ended, so there is nothing to retry.",
            (false, 0) => "All of the chosen jobs have ended, so there is nothing to cancel.",
            (true, 1) => "One job is asked for again, as its next attempt.",
            (true, var count) => $"{count} jobs are asked for again, each as its next attempt. Of one source, one runs at a time.",
            (false, 1) => "One job is told to end; what it has parsed is kept.",
            (false, var count) => $"{count} jobs are told to end; what they have parsed is kept.",
        };

    private string? Left =>
        (Jobs.Count - Fitting.Count) switch
        {
            0 => null,
            var left => $"{left} of the {Jobs.Count} chosen {(left == 1 ? "is" : "are")} left as {(left == 1 ? "it is" : "they are")}: "
                + (Retry ? "they have not ended yet." : "they have ended already."),
        };

    private async Task<(string? Refusal, string Done)> AskAsync(
        JobSnapshot job,
        Actor actor,
        string? reason,
        CancellationToken cancellationToken
    ) =>
        Retry
            ? ((await Commands.RetryAsync(actor, job.Id, reason, cancellationToken)).Message, "asked for again")
            : ((await Commands.CancelAsync(actor, job.Id, reason, cancellationToken)).Message, "told to end");
}
