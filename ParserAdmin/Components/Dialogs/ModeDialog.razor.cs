using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Asks for the reason of a switch; for auto, shows what will be armed, what runs next and what was skipped.</summary>
public sealed partial class ModeDialog : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<ArmedSchedule>? _armed;
    private string _reason = "";
    private string? _stale;
    private bool _busy;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private CommandRunner Commands { get; set; } = default!;

    [Inject]
    private SafetyCommands Safety { get; set; } = default!;

    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    [Inject]
    private ArmingReader Arming { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Parameter]
    public ParserMode Target { get; set; }

    /// <summary>The settings that the person saw when the dialog was opened.</summary>
    [Parameter]
    public long Version { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Target == ParserMode.Auto)
            _armed = await Arming.ReadAsync(_closing.Token);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private Task SwitchAsync() =>
        OneAtATimeAsync(async () =>
        {
            if (string.IsNullOrWhiteSpace(_reason))
                return;
            var result = await Commands.RunAsync(
                (actor, token) => Safety.SwitchModeAsync(actor, Target, _reason.Trim(), Version, token),
                settings => $"The mode is {settings.Mode.ToString().ToLowerInvariant()}.",
                CancellationToken.None
            );
            if (result is { Succeeded: true })
                Dialog.Close(DialogResult.Ok(true));
            else if (result is { Status: CommandStatus.Conflict, Value: { } current })
                TakeNew(current, result.Message);
        });

    // What the person decides next, they decide on the settings as the message tells them.
    private void TakeNew(ParserSettings current, string? message)
    {
        _stale = message;
        Version = current.Version;
    }

    private Task RunOnceAsync(ArmedSchedule armed) =>
        OneAtATimeAsync(() =>
            Commands.RunAsync(
                (actor, token) => Jobs.RunScheduleAsync(actor, armed.View.Id, JobTrigger.Person, token),
                job => JobText.Asked(job.Name, job),
                CancellationToken.None
            )
        );

    private async Task OneAtATimeAsync(Func<Task> act)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            await act();
        }
        finally
        {
            _busy = false;
        }
    }
}
