using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared.Diff;

/// <summary>A text before and after, line by line, with a little of what surrounds each change.</summary>
public sealed partial class TextDiffView
{
    private const int MaximumLines = 400;
    private IReadOnlyList<TextLine?> _lines = [];
    private int _hidden;

    [Parameter, EditorRequired]
    public string? Before { get; set; }

    [Parameter, EditorRequired]
    public string? After { get; set; }

    protected override void OnParametersSet()
    {
        var lines = TextDiff.Excerpt(TextDiff.Between(Before, After));
        _lines = [.. lines.Take(MaximumLines)];
        _hidden = lines.Count - _lines.Count;
    }

    private static string Sign(DiffKind kind) =>
        kind switch
        {
            DiffKind.Added => "+",
            DiffKind.Removed => "−",
            _ => " ",
        };
}
