using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Says what is lost with a schedule and what stays, and deletes it.</summary>
public sealed partial class DeleteScheduleDialog
{
    private const int Most = 100;
    private bool _running;
    private int _waiting;

    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required ScheduleView View { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var open = await Jobs.RecentAsync(
            new JobFilter([JobStatus.Pending, JobStatus.Running], ScheduleId: View.Id),
            null,
            Most,
            CancellationToken.None
        );
        _running = open.Any(job => job.Status == JobStatus.Running);
        _waiting = open.Count(job => job.Status == JobStatus.Pending);
    }
}
