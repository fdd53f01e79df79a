using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Sources.List;

/// <summary>What narrows and orders the list of sources: words, state with its count, kind.</summary>
public sealed partial class SourceFilterBar
{
    private static readonly Dictionary<SourceSort, string> Orders = new()
    {
        [SourceSort.Trouble] = "Trouble first",
        [SourceSort.Name] = "Name",
        [SourceSort.Next] = "Next run",
        [SourceSort.Checked] = "Checked longest ago",
    };

    private static readonly SourceHealth[] States =
    [
        SourceHealth.Failing,
        SourceHealth.Running,
        SourceHealth.Ok,
        SourceHealth.New,
        SourceHealth.Paused,
        SourceHealth.Disabled,
    ];

    [Parameter, EditorRequired]
    public required SourcesView View { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<SourceHealth, int> Counts { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Kinds { get; set; }

    [Parameter]
    public EventCallback<SourcesView> OnChange { get; set; }

    private string? Chosen => View.Health is { } health ? SourcesView.StateOf(health) : null;

    /// <summary>The rarer ones are left out where there are none and none is asked for.</summary>
    private IEnumerable<(string? State, string Word, int Count)> Choices =>
        States
            .Where(health =>
                health is not (SourceHealth.New or SourceHealth.Disabled) || health == View.Health || Counts.ContainsKey(health)
            )
            .Select(health => ((string?)SourcesView.StateOf(health), Upper(SourceOverview.Word(health)), Counts.GetValueOrDefault(health)))
            .Prepend((null, "All", Counts.Values.Sum()));

    /// <summary>A field that is cleared, or a page that is drawn anew, says what the address holds already.</summary>
    private Task ChangeAsync(SourcesView view)
    {
        view = view with { Text = QueryText.Clean(view.Text), Kind = QueryText.Clean(view.Kind), After = null };
        return view == View with { After = null } ? Task.CompletedTask : OnChange.InvokeAsync(view);
    }

    private static string Upper(string word) => $"{char.ToUpperInvariant(word[0])}{word[1..]}";
}
