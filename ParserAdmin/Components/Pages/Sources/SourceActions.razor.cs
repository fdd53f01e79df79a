using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Pages.Sources.Detail;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>What an operator does with a source: run it, pause it, let it run again.</summary>
public sealed partial class SourceActions
{
    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    [Inject]
    private SourceCommands Sources { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required SourceOverview Overview { get; set; }

    /// <summary>One of many rows, with "Run now" and names that tell them apart; the source's own page has a button a task.</summary>
    [Parameter]
    public bool InList { get; set; }

    /// <summary>Why nothing may start at all; null where it may.</summary>
    [Parameter]
    public string? Stopped { get; set; }

    private bool May => Person?.May(Role.Operator) == true;

    private string? Form => InList ? "only-icon" : null;

    internal Task RunAsync(string task) =>
        DoAsync(
            (actor, token) => Jobs.RequestAsync(actor, task, Overview.Source.Id, JobParameters.None, JobTrigger.Person, token),
            job => JobText.Asked(task, job)
        );

    private string Title(string what) => RoleWords.Refusal(Role.Operator, Person) ?? what;

    private string? NameOf(string act) => InList ? $"{act} {Overview.Source.Name}" : null;

    /// <summary>Why it may not be run now, by this person or at all; null where it may.</summary>
    private string? NotNow => RoleWords.Refusal(Role.Operator, Person) ?? Stopped ?? JobRequests.BlockWords(Overview.Source.Block);

    private string RunTitle(SourceTask task) => NotNow ?? $"Runs {task.Definition.Name} once, in any mode";

    private Task PauseAsync() =>
        Dialogs.AskAsync<PauseDialog>($"Pause {Overview.Source.Name}", MaxWidth.Small, (nameof(PauseDialog.Source), Overview.Source));

    private Task ResumeAsync() =>
        DoAsync((actor, token) => Sources.ResumeAsync(actor, Overview.Source.Id, token), source => $"{source.Name} is resumed.");
}
