using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared.Diff;

/// <summary>Fields before and after; what stayed the same is folded away.</summary>
public sealed partial class DiffTable
{
    private bool _all;

    [Parameter, EditorRequired]
    public required IReadOnlyList<DiffRow> Rows { get; set; }

    private int SameCount => Rows.Count(row => row.Kind == DiffKind.Same);

    private IEnumerable<DiffRow> Visible => _all ? Rows : Rows.Where(row => row.Kind != DiffKind.Same);

    private static string Text(string? value) => value is { Length: > 0 } ? value : "(empty)";
}
