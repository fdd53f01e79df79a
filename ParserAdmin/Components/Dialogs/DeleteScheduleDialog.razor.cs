using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using Radzen;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Says what is lost with a schedule and what stays, and deletes it; what is refused is said here.</summary>
public sealed partial class DeleteScheduleDialog
{
    private const int Most = 100;
    private bool _running;
    private int _waiting;
    private string? _refusal;
    private bool _busy;

    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required ScheduleView View { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var open = await Jobs.RecentAsync(new JobFilter([JobStatus.Pending, JobStatus.Running], ScheduleId: View.Id), null, Most, CancellationToken.None);
        _running = open.Any(job => job.Status == JobStatus.Running);
        _waiting = open.Count(job => job.Status == JobStatus.Pending);
    }

    private async Task DeleteAsync()
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var result = await Schedules.DeleteAsync(await CurrentActor.GetAsync(CancellationToken.None), View.Id, null, CancellationToken.None);
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
