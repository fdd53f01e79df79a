using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Pages.Sources.Detail;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;
using Radzen;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>What an operator does with a source: run it, pause it, let it run again.</summary>
public sealed partial class SourceActions : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private bool _busy;

    [Inject]
    private CommandRunner Runner { get; set; } = default!;

    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    [Inject]
    private SourceCommands Sources { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required SourceOverview Overview { get; set; }

    /// <summary>Who looks; for drawing only, each command asks anew.</summary>
    [Parameter, EditorRequired]
    public Actor? Person { get; set; }

    /// <summary>The page shows a button per task in place of "Run now".</summary>
    [Parameter]
    public bool HideRun { get; set; }

    private bool May => Person?.May(Role.Operator) == true;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    internal Task RunAsync(string task) => DoAsync(
        (actor, token) => Jobs.RequestAsync(actor, task, Overview.Source.Id, JobParameters.None, JobTrigger.Person, token),
        job => job.Reason is { } waits ? $"{task} was asked for. {waits}" : $"{task} was asked for.");

    private string Title(string what) => May ? what : $"Needs the role operator; you have {Person?.Role?.ToString().ToLowerInvariant() ?? "none"}. Ask an admin.";

    private string RunTitle(SourceTask task) => Title(Overview.Source.Block is { } block ? $"{block}. Resume it first." : $"Runs {task.Definition.Name} once, in any mode");

    private Task PauseAsync() => Dialogs.OpenAsync<PauseDialog>(
        $"Pause {Overview.Source.Name}",
        new Dictionary<string, object?> { [nameof(PauseDialog.SourceId)] = Overview.Source.Id },
        new DialogOptions { Width = "28rem", AutoFocusFirstElement = true });

    private Task ResumeAsync() => DoAsync((actor, token) => Sources.ResumeAsync(actor, Overview.Source.Id, token), source => $"{source.Name} is resumed.");

    private async Task DoAsync<T>(Func<Actor, CancellationToken, Task<CommandResult<T>>> command, Func<T, string?> done)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            await Runner.RunAsync(command, done, _closing.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The page was closed while the command was on its way; the trail says how it ended.
        }
        finally
        {
            _busy = false;
        }
    }
}
