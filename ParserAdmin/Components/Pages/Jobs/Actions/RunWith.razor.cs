using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;

namespace ParserAdmin.Components.Pages.Jobs.Actions;

/// <summary>The small button beside a "Run now": asks for the same run with parameters.</summary>
public sealed partial class RunWith
{
    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string SourceId { get; set; }

    /// <summary>What is run; null where the person chooses.</summary>
    [Parameter]
    public string? Task { get; set; }

    /// <summary>What is run, for people.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>Why it would be refused now; null where it would not.</summary>
    [Parameter]
    public string? Refusal { get; set; }

    /// <summary>Something is on its way.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    private Task AskAsync() =>
        Dialogs.AskAsync<RunJobDialog>(
            $"Run {Name} with…",
            MaxWidth.Small,
            (nameof(RunJobDialog.SourceId), SourceId),
            (nameof(RunJobDialog.Task), Task)
        );
}
