using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs.Actions;

/// <summary>What an operator does with one job: end it, or have its work done again.</summary>
public sealed partial class JobActions
{
    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter, EditorRequired]
    public required JobSnapshot Job { get; set; }

    /// <summary>Why the gate would refuse another run of it; null where it would not.</summary>
    [Parameter]
    public string? WhyNot { get; set; }

    [Parameter]
    public Size Size { get; set; } = Size.Medium;

    private string? RoleRefusal => RoleWords.Refusal(Role.Operator, Person);

    private string? Refusal => RoleRefusal ?? WhyNot;

    private string? CancelRefusal =>
        RoleRefusal ?? (Job.CancelRequestedBy is { } by ? $"{by} has asked it to end; it ends at its next step." : null);

    private Task CancelAsync() =>
        DoAsync((actor, token) => Jobs.CancelAsync(actor, Job.Id, token), _ => "The job is told to end; what it has parsed is kept.");

    private async Task RetryAsync()
    {
        var again = await DoAsync((actor, token) => Jobs.RetryAsync(actor, Job.Id, token), job => $"{job.Name} was asked for again.");
        if (again is { Succeeded: true } && !Closed)
            Navigation.NavigateTo(JobAddress.Of(again.Value.Id));
    }

    private Task RunAsync() =>
        Dialogs.AskAsync<RunJobDialog>(
            $"Run {Job.Name} again",
            MaxWidth.Small,
            (nameof(RunJobDialog.SourceId), Job.SourceId),
            (nameof(RunJobDialog.Task), Job.Task),
            (nameof(RunJobDialog.Before), JobParameters.Read(Job.Parameters))
        );
}
