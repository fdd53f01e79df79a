using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.DeadLetters;

/// <summary>What narrows the dead letters: their state, words, source, task, error.</summary>
public sealed partial class DeadLetterFilterBar
{
    private const string Open = "open";
    private static readonly string[] States = [Open, "replayed", "dismissed", DeadLettersView.All];

    [Parameter, EditorRequired]
    public required DeadLettersView View { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Source> Sources { get; set; }

    [Parameter, EditorRequired]
    public required IEnumerable<string> Tasks { get; set; }

    [Parameter]
    public EventCallback<DeadLettersView> OnChange { get; set; }

    private string Chosen => States.FirstOrDefault(state => state == View.State) ?? Open;
}
