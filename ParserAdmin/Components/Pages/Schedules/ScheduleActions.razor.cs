using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Schedules;

/// <summary>What can be done to a schedule from its row.</summary>
public sealed partial class ScheduleActions
{
    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required ScheduleView View { get; set; }

    /// <summary>Why nothing may start, by hand either, while everything is stopped.</summary>
    [Parameter]
    public string? Stopped { get; set; }

    /// <summary>Why it cannot be run now, by this person or at all.</summary>
    private string? NotNow =>
        RoleWords.Refusal(Role.Operator, Person) ?? Stopped ?? View.Unavailable ?? JobRequests.BlockWords(View.SourceBlock);

    private string Name =>
        View.Schedule.SourceId is null ? View.Schedule.Task
        : View.Schedule.Name is { } name ? $"{View.Schedule.Task} of {View.SourceName ?? View.Schedule.SourceId} ({name})"
        : $"{View.Schedule.Task} of {View.SourceName ?? View.Schedule.SourceId}";

    private bool May(Role role) => Person?.May(role) == true;

    private string Title(Role role, string what) => RoleWords.Refusal(role, Person) ?? what;

    private Task RunAsync() =>
        DoAsync((actor, token) => Jobs.RunScheduleAsync(actor, View.Id, JobTrigger.Person, token), job => JobText.Asked(Name, job));

    private Task ResumeAsync() => DoAsync((actor, token) => Schedules.ResumeAsync(actor, View.Id, token), _ => $"{Name} is resumed.");

    private Task PauseAsync() =>
        Dialogs.AskAsync<PauseScheduleDialog>(
            $"Pause {Name}",
            MaxWidth.Small,
            (nameof(PauseScheduleDialog.Chosen), new[] { View.Schedule })
        );

    private Task EditAsync() =>
        Dialogs.AskAsync<ScheduleDialog>($"Edit {Name}", MaxWidth.Small, (nameof(ScheduleDialog.Schedule), View.Schedule));

    private Task DeleteAsync() =>
        Dialogs.AskAsync<DeleteScheduleDialog>($"Delete {Name}", MaxWidth.Small, (nameof(DeleteScheduleDialog.View), View));
}
