using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs.Actions;

/// <summary>Asks for a job's task and source once more, with the parameters that a person says, and goes to the new job.</summary>
public sealed partial class RunJobDialog
{
    private string _mode = "";
    private int? _pages;

    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>The job whose task, source and parameters it begins with.</summary>
    [Parameter, EditorRequired]
    public required JobSnapshot Job { get; set; }

    protected override void OnInitialized()
    {
        var before = JobParameters.Read(Job.Parameters);
        (_mode, _pages) = (before.Mode ?? "", before.MaxPages);
    }

    private async Task RunAsync()
    {
        var parameters = new JobParameters(_pages, _mode.Length == 0 ? null : _mode);
        var asked = await DecideAsync(actor =>
            Jobs.RequestAsync(actor, Job.Task, Job.SourceId, parameters, JobTrigger.Person, CancellationToken.None)
        );
        if (asked is { Succeeded: true })
            Navigation.NavigateTo(JobAddress.Of(asked.Value.Id));
    }
}
