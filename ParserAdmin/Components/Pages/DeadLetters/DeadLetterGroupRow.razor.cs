using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Execution.DeadLetters;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;

namespace ParserAdmin.Components.Pages.DeadLetters;

/// <summary>Dead letters with the same mistake: how often, when, what to do about it; and, opened, each of them.</summary>
public sealed partial class DeadLetterGroupRow
{
    [Parameter, EditorRequired]
    public required DeadLetterGroup Group { get; set; }

    /// <summary>Null while closed.</summary>
    [Parameter]
    public IReadOnlyList<FailedAttempt>? Letters { get; set; }

    [Parameter, EditorRequired]
    public required DeadLetterFilter Filter { get; set; }

    [Parameter]
    public string? SourceName { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    [Parameter]
    public bool Chosen { get; set; }

    [Parameter]
    public EventCallback<bool> OnChoose { get; set; }

    /// <summary>Why the person may not decide, or null.</summary>
    [Parameter]
    public string? Refusal { get; set; }

    /// <summary>Why nothing may be started, whoever asks, or null.</summary>
    [Parameter]
    public string? Stopped { get; set; }

    [Parameter]
    public EventCallback OnToggle { get; set; }

    [Parameter]
    public EventCallback<DeadLetterSelection> OnReplay { get; set; }

    [Parameter]
    public EventCallback<DeadLetterSelection> OnDismiss { get; set; }

    private FailedAttempt Newest => Group.Newest;

    private string Name => JobText.Of(Newest.Task, SourceName ?? Newest.SourceId);

    private DeadLetterSelection Whole => new(null, Filter, [Newest.Fingerprint]);

    private static DeadLetterSelection One(FailedAttempt letter) => new([letter.Id], null);
}
