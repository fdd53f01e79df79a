using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using Radzen;

namespace ParserAdmin.Components.Pages.Schedules;

/// <summary>What can be done to a schedule from its row.</summary>
public sealed partial class ScheduleActions
{
    private bool _busy;

    [Inject]
    private CommandRunner Runner { get; set; } = default!;

    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required ScheduleView View { get; set; }

    [Parameter, EditorRequired]
    public Actor? Person { get; set; }

    /// <summary>The emergency stop is on: nothing runs, by hand either.</summary>
    [Parameter]
    public bool Stopped { get; set; }

    /// <summary>Why it cannot be run now, whoever asks.</summary>
    private string? NotNow => Stopped ? "The emergency stop is on. An admin has to reset it before anything may run." : View.Unavailable;

    private string Name => View.Schedule.SourceId is null ? View.Schedule.Task
        : View.Schedule.Name is { } name ? $"{View.Schedule.Task} of {View.SourceName ?? View.Schedule.SourceId} ({name})"
        : $"{View.Schedule.Task} of {View.SourceName ?? View.Schedule.SourceId}";

    private bool May(Role role) => Person?.May(role) == true;

    private string Title(Role role, string what) =>
        May(role) ? what : $"Needs the role {role.ToString().ToLowerInvariant()}; you have {Person?.Role?.ToString().ToLowerInvariant() ?? "none"}. Ask an admin.";

    private Task RunAsync() => DoAsync(
        (actor, token) => Jobs.RunScheduleAsync(actor, View.Id, JobTrigger.Person, token),
        job => job.Reason is { } waits ? $"{Name} was asked for. {waits}" : $"{Name} was asked for.");

    private Task ResumeAsync() => DoAsync((actor, token) => Schedules.ResumeAsync(actor, View.Id, token), _ => $"{Name} is resumed.");

    private Task PauseAsync() => Dialogs.OpenAsync<PauseScheduleDialog>(
        $"Pause {Name}",
        new Dictionary<string, object?> { [nameof(PauseScheduleDialog.ScheduleId)] = View.Id },
        new DialogOptions { Width = "28rem", AutoFocusFirstElement = true });

    private Task EditAsync() => Dialogs.OpenAsync<ScheduleDialog>(
        $"Edit {Name}",
        new Dictionary<string, object?> { [nameof(ScheduleDialog.Schedule)] = View.Schedule },
        new DialogOptions { Width = "34rem", AutoFocusFirstElement = true });

    private Task DeleteAsync() => Dialogs.OpenAsync<DeleteScheduleDialog>(
        $"Delete {Name}",
        new Dictionary<string, object?> { [nameof(DeleteScheduleDialog.View)] = View },
        new DialogOptions { Width = "30rem", AutoFocusFirstElement = true });

    private async Task DoAsync<T>(Func<Actor, CancellationToken, Task<CommandResult<T>>> command, Func<T, string?> done)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            await Runner.RunAsync(command, done, CancellationToken.None);
        }
        finally
        {
            _busy = false;
        }
    }
}
